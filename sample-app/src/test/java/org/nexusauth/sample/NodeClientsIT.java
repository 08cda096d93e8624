package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyFile;
import org.nexusauth.sample.running.NodeClients;
import org.nexusauth.sample.running.Running;
import org.nexusauth.testkit.TestKeys;

/** The published SDK and command line work with the sample as they are. */
class NodeClientsIT {

  @RegisterExtension static final Running RUNNING = new Running();

  private static NodeClients clients;

  @BeforeAll
  static void install() {
    Path target = Path.of(System.getProperty("sample.jar")).getParent();
    clients = NodeClients.install(target.resolve("node-clients"), RUNNING.sample().url());
  }

  static Stream<Arguments> commands() {
    String good = RUNNING.sample().key("read-write.key");
    String readOnly = RUNNING.sample().key("read-only.key");
    List<String> whoami = List.of("auth", "whoami", "--json");
    List<String> list = List.of("agent", "list", "--json");
    List<String> me = List.of("api", "GET", "/me");
    List<String> head = List.of("api", "HEAD", "/me");
    List<String> create =
        List.of(
            "agent", "create", "--first-name", "Ada", "--last-name", "L", "--role", "QA", "--json");
    return Stream.of(
        argumentSet("whoami", good, whoami, 0),
        argumentSet("whoami, read only", readOnly, whoami, 0),
        argumentSet("whoami, login's prefix", "nxs_" + good, whoami, 0),
        argumentSet("whoami, blanks around", " " + good + " ", whoami, 0),
        argumentSet("whoami, forged", forged(), whoami, 2),
        argumentSet("whoami, Bearer", "Bearer " + good, whoami, 2),
        argumentSet("whoami, two keys", good + ", " + readOnly, whoami, 2),
        argumentSet("whoami, a blank inside", good.replace(".", " ."), whoami, 2),
        argumentSet("agent list", good, list, 0),
        argumentSet("agent list, forged", forged(), list, 2),
        argumentSet("agent list, Bearer", "Bearer " + good, list, 2),
        argumentSet("agent list, two keys", good + "," + readOnly, list, 2),
        argumentSet("agent create", good, create, 0),
        argumentSet("agent create, read only", readOnly, create, 3),
        argumentSet("agent create, forged", forged(), create, 2),
        argumentSet("api GET", good, me, 0),
        argumentSet("api GET, forged", forged(), me, 2),
        argumentSet("api HEAD", good, head, 0),
        argumentSet("api HEAD, forged", forged(), head, 2));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_withAKey_exitsAsTheContractSays(String key, List<String> command, int exitCode) {
    NodeClients.Result result = clients.nexus(key, command.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.output() + result.error()).isEqualTo(exitCode);
  }

  @Test
  void whoami_namesTheOrganization() {
    NodeClients.Result result =
        clients.nexus(RUNNING.sample().key("read-write.key"), "auth", "whoami", "--json");
    assertThat(json(result).getString("organization")).isEqualTo("Demo Organization");
  }

  @Test
  void agent_thatIsMade_hasTheShapeThatTheClientExpects() {
    NodeClients.Result result =
        clients.nexus(
            RUNNING.sample().key("read-write.key"),
            "agent",
            "create",
            "--first-name",
            "Ada",
            "--last-name",
            "L",
            "--role",
            "QA",
            "--json");
    // The client warns on standard error of a shape that its API does not publish.
    assertThat(result.error()).isEmpty();
    assertThat(json(result).getString("name")).isEqualTo("Ada L");
  }

  @Test
  void sdk_inAnApplication_readsAnswersAndRefusals() {
    NodeClients.Result result =
        clients.node(
            Path.of("src/test/node/sdk.mjs").toAbsolutePath(),
            Map.of(
                "GOOD", RUNNING.sample().key("read-write.key"),
                "READ_ONLY", RUNNING.sample().key("read-only.key"),
                "FORGED", forged()));
    assertThat(result.exitCode()).as(result.error()).isZero();
    JsonObject json = json(result);
    assertThat(json.getJsonObject("me").getString("orgId")).isEqualTo("org_demo");
    assertThat(json.getJsonArray("organizations")).hasSize(1);
    assertThat(json.getString("made")).isEqualTo("Ada ACTIVE");
    assertThat(json.getBoolean("listed")).isTrue();
    assertThat(json.getString("paging")).isEqualTo("exhausted");
    assertThat(json.getString("blanks")).isEqualTo("org_demo");
    for (String wrong : List.of("forged", "bearer", "two", "inside")) {
      assertThat(json.getString(wrong)).as(wrong).isEqualTo("authentication 401 Invalid API key");
    }
    assertThat(json.getString("forbidden")).isEqualTo("api 403 Insufficient permissions");
    assertThat(json.getString("invalid")).isEqualTo("api 400 Invalid request body");
  }

  /** Signed by a stranger in the name of the sample's own key. */
  private static String forged() {
    String kid = SigningKeyFile.read(RUNNING.sample().data("signing.jwk")).keyId();
    return TestKeys.create()
        .key()
        .claim("iss", "nexus-sample")
        .signedBy(SigningKey.generate(kid))
        .text();
  }

  private static JsonObject json(NodeClients.Result result) {
    return Json.createReader(new StringReader(result.output())).readObject();
  }
}
