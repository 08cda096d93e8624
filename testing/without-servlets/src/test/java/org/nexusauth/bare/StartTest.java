package org.nexusauth.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.testkit.TestKeys;

/** What stops the start, and what ends with the application. */
final class StartTest {
  private static final TestKeys KEYS = TestKeys.create();
  private static final String ALL = "nexus.auth.jaxrs.protect";

  static Stream<Arguments> start_withAWrongSetting_fails() {
    return Stream.of(
        refused("no keys", Map.of(), "NEXUS-1010 nexus.auth.verify.keys", of(PlainResources.ALL)),
        refused("no keys, role", Map.of(), "NEXUS-1010 nexus", of(PlainResources.Roles.class)),
        refused(
            "no keys, application",
            Map.of(),
            "NEXUS-1010 nexus",
            ResourceConfig.forApplication(new PlainResources.SecuredApp())),
        refused(
            "no keys, instance",
            Map.of(),
            "NEXUS-1010",
            new ResourceConfig().register(new PlainResources.Secured())),
        refused(
            "no keys, scanned",
            Map.of(),
            "NEXUS-1010",
            new ResourceConfig().packages("org.nexusauth.bare.found")),
        refused("no keys, all", Map.of(ALL, "all"), "NEXUS-1010", of(PlainResources.Open.class)),
        refused(
            "wrong setting",
            with(ALL, "every"),
            "NEXUS-1010 " + ALL,
            of(PlainResources.Open.class)),
        refused(
            "locator",
            KEYS.settings(),
            "NEXUS-1203 org.nexusauth.bare.PlainResources$GuardedLocator.sub",
            of(PlainResources.GuardedLocator.class)),
        refused("unknown agent", KEYS.settings(), "NEXUS-1204", of(PlainResources.OfNobody.class)));
  }

  private static Arguments refused(
      String name, Map<String, String> settings, String problem, ResourceConfig application) {
    return argumentSet(name, settings, problem, application);
  }

  private static ResourceConfig of(Class<?>... classes) {
    return new ResourceConfig(classes);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> all = new HashMap<>(KEYS.settings());
    all.put(name, value);
    return all;
  }

  @ParameterizedTest
  @MethodSource
  void start_withAWrongSetting_fails(
      Map<String, String> settings, String problem, ResourceConfig application) {
    assertThatThrownBy(() -> new BareServer(settings, application).close())
        .hasStackTraceContaining(problem);
  }

  @Test
  void nothingGuarded_withoutKeys_starts() throws Exception {
    try (BareServer server = new BareServer(Map.of(), PlainResources.Open.class)) {
      assertThat(server.send("GET", "/open").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void servicesSwitchedOff_theFilterIsThereAllTheSame() throws Exception {
    ResourceConfig application =
        of(PlainResources.Secured.class).property("jakarta.ws.rs.loadServices", false);
    try (BareServer server = new BareServer(KEYS.settings(), application)) {
      assertThat(server.send("GET", "/secured").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void gate_applicationEnds_isClosed(@TempDir Path folder) throws Exception {
    Path keys = folder.resolve("keys.jwks");
    Files.writeString(keys, String.valueOf(KEYS.settings().get("nexus.auth.verify.keys")));
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.remove("nexus.auth.verify.keys");
    settings.put("nexus.auth.verify.keys.location", keys.toString());

    BareServer server = new BareServer(settings, PlainResources.Secured.class);
    assertThat(refreshingThreads()).isEqualTo(1);
    server.close();

    await().until(() -> refreshingThreads() == 0);
  }

  static long refreshingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("nexus-auth-keys"))
        .count();
  }
}
