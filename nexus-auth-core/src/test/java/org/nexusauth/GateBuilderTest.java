package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.PropertySource;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;

/** Making a gate, checking its settings, ending it. */
class GateBuilderTest {
  @TempDir Path folder;

  @Test
  void build_withAClock_judgesTheTimeByIt() {
    TestClock clock = new TestClock();
    ApiKeyGate gate = Gates.builder().clock(clock).build();
    assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);

    clock.advance(Duration.ofDays(1));
    assertThat(Gates.denied(gate, Gates.KEY).reason()).isEqualTo(Reason.KEY_EXPIRED);
  }

  @Test
  void build_withoutSettings_saysWhatIsNeeded() {
    assertThatThrownBy(() -> ApiKeyGate.builder(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("NEXUS-1010 nexus.auth.verify.keys.location is not set");
  }

  @Test
  void build_withAnUnknownName_isRefused() {
    assertThatThrownBy(() -> Gates.builder("verify.isuer", "i"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("there is no such property; did you mean nexus.auth.verify.issuer?");
  }

  @Test
  void build_warnsOfUnknownSystemProperties() {
    System.setProperty("nexus.auth.no\nsuch", "x");
    try {
      LogRecorder.forget();
      Gates.builder().build();

      assertThat(LogRecorder.messages("NEXUS-1011"))
          .singleElement()
          .asString()
          .contains("system property nexus.auth.no\\u000asuch: there is no such property");
    } finally {
      System.clearProperty("nexus.auth.no\nsuch");
    }
  }

  @Test
  void validateConfiguration_withWrongSettings_throwsAndKeepsNoThread() throws Exception {
    ClassLoader loader = getClass().getClassLoader();
    Path file = Files.writeString(folder.resolve("keys.jwks"), Signer.jwks(Gates.SIGNER));
    ApiKeyGate.validateConfiguration(configuration(file.toString()), loader);

    await().until(() -> refreshThreads() == 0);
    assertThatThrownBy(
            () -> ApiKeyGate.validateConfiguration(configuration(folder + "/none"), loader))
        .isInstanceOf(ConfigurationException.class);
    assertThat(refreshThreads()).isZero();
  }

  private static Configuration configuration(String location) {
    return Configuration.of(
        PropertySource.of("a test", Map.of("nexus.auth.verify.keys.location", location)));
  }

  private static long refreshThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("nexus-auth-keys"))
        .count();
  }

  @Test
  void close_endsTheRefreshAndRequestsUnderWayGetAnswers() throws Exception {
    Path file = Files.writeString(folder.resolve("keys.jwks"), Signer.jwks(Gates.SIGNER));
    ApiKeyGate gate =
        ApiKeyGate.builder(configuration(file.toString())).clock(new TestClock()).build();
    gate.close();
    gate.close();

    await().until(() -> refreshThreads() == 0);
    String unknown = KeyMaker.of(Gates.SIGNER).header("kid", "unknown").text();
    assertThatCode(() -> Gates.decide(gate, unknown)).doesNotThrowAnyException();
    assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);
  }

  @Test
  void settings_areThoseThatWereGiven() {
    ApiKeyGate gate = Gates.builder("token.header", "X-Key", "cors.preflight", "pass").build();

    assertThat(gate.settings().token().header()).isEqualTo("X-Key");
    assertThat(gate.settings().passPreflight()).isTrue();
  }

  @Test
  void requirementNamedTwice_countsOnce() {
    Requirement requirement = Requirement.ofPermissions("read", "read");

    assertThat(requirement.permissions()).containsExactly("read");
    assertThat(requirement.withAnyOf(Set.of("a")).withAgent("x"))
        .isEqualTo(new Requirement(Set.of("read"), Set.of("a"), "x", false));
  }

  @Test
  void requirement_andRequest_keepCopies() {
    List<String> values = new ArrayList<>(List.of("a"));
    GateRequest request = new GateRequest(values, "GET", "/", null, "id", null);
    values.add("b");

    assertThat(request.headerValues()).containsExactly("a").isUnmodifiable();
    assertThat(request).hasToString("GateRequest[GET /, 1 header value(s), requestId=id]");
  }

  @Test
  void denial_forPermissions_namesWhatIsMissing() {
    ApiKeyGate gate = Gates.builder("paths.permissions", "/api/*=audit").build();
    Requirement requirement = Requirement.ofPermissions("read", "admin");
    Denied denied = (Denied) gate.decide(Gates.get(Gates.KEY), requirement);

    assertThat(denied.detail()).isEqualTo("the permissions \"admin\" and \"audit\"");
    Requirement any = Requirement.NONE.withAnyOf(Set.of("b", "a"));
    ApiKeyGate open = Gates.builder().build();
    assertThat(((Denied) open.decide(Gates.get(Gates.KEY), any)).detail())
        .isEqualTo("the permission \"a\" or \"b\"");
  }
}
