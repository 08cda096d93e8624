package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nexusauth.cli.store.MemoryServicesOpener;
import org.nexusauth.json.StrictJson;

/** Runs commands for records one after another, as an operator would in one shell. */
final class RecordShell {

  static final String ISSUER = "https://api.example.com";
  static final String SECRET = "a-secret-of-enough-characters-0123456789";

  private final MutableTime clock = new MutableTime();
  private final MemoryServicesOpener opener = new MemoryServicesOpener(clock);
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "NEXUS_AUTH_JDBC_URL",
              "jdbc:h2:mem:never-opened",
              "NEXUS_AUTH_VERIFY_ISSUER",
              ISSUER,
              "NEXUS_AUTH_MANAGEMENT_SECRET",
              SECRET,
              "HOSTNAME",
              "desk"));

  /** A clock that a test moves. */
  private static final class MutableTime extends Clock {
    private Instant now = Shell.NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  MemoryServicesOpener opener() {
    return opener;
  }

  Map<String, String> environment() {
    return environment;
  }

  void advance(Duration time) {
    clock.now = clock.now.plus(time);
  }

  Shell run(String... arguments) {
    return runWith("", arguments);
  }

  Shell runWith(String in, String... arguments) {
    return Shell.run(new Shell.World(in, environment, clock, false), opener, arguments);
  }

  Shell runInTerminal(int columns, String... arguments) {
    Map<String, String> wide = new HashMap<>(environment);
    wide.put("COLUMNS", String.valueOf(columns));
    return Shell.run(new Shell.World("", wide, clock, true), opener, arguments);
  }

  /** Runs a command that must succeed. */
  Shell done(String... arguments) {
    Shell shell = run(arguments);
    assertThat(shell.code()).as(shell.err()).isZero();
    return shell;
  }

  /** Runs a command that must succeed with {@code --json}; returns the members of its object. */
  Map<String, Object> json(String... arguments) {
    return object(done(withJson(arguments)).out());
  }

  /** Runs a list that must succeed with {@code --json}; returns its objects. */
  List<Map<String, Object>> jsonList(String... arguments) {
    return list(done(withJson(arguments)).out());
  }

  private static String[] withJson(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
  }

  static Map<String, Object> object(String json) {
    assertThat(json.chars()).allMatch(unit -> unit == '\n' || (unit >= ' ' && unit <= '~'));
    try {
      return StrictJson.readObject(json.strip().getBytes(StandardCharsets.UTF_8));
    } catch (StrictJson.MalformedException e) {
      throw new AssertionError(json, e);
    }
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(String json) {
    try {
      List<Map<String, Object>> objects = new ArrayList<>();
      StrictJson.readArray(json.strip().getBytes(StandardCharsets.UTF_8))
          .forEach(element -> objects.add((Map<String, Object>) element));
      return objects;
    } catch (StrictJson.MalformedException e) {
      throw new AssertionError(json, e);
    }
  }

  /** Makes an organization, an agent and an integration; returns the integration's id. */
  String makeIntegration() {
    done("organization", "create", "org_1", "--name=Example");
    done("agent", "create", "agt_1", "--organization=org_1", "--name=Order bot");
    return (String)
        json("integration", "create", "--organization=org_1", "--agent=agt_1", "--name=Orders")
            .get("id");
  }

  /** Makes the first signing key, which signs immediately. */
  void makeSigningKey() {
    done("signing-key", "prepare", "--kid=2026-11");
    done("signing-key", "activate", "2026-11");
  }

  /** Creates a key; returns the members of its JSON object. */
  Map<String, Object> makeKey(String integration, String name) {
    return json(
        "key",
        "create",
        "--organization=org_1",
        "--integration=" + integration,
        "--name=" + name,
        "--environment=production",
        "--permission=read,write");
  }
}
