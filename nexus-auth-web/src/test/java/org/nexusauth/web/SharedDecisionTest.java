package org.nexusauth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.PropertySource;
import org.nexusauth.decision.Decision;
import org.nexusauth.reason.Reason;
import org.nexusauth.testkit.TestKeys;

final class SharedDecisionTest {
  private static final TestKeys KEYS = TestKeys.create();

  private static List<PropertySource> parameters(String origin, String skew) {
    return List.of(
        PropertySource.of(
            origin,
            Map.of("nexus.auth.verify.keys", KEYS.jwks(), "nexus.auth.verify.clock.skew", skew)));
  }

  @Test
  void equalSettingsShareAGate_andOthers_doNot() {
    try (ApplicationGates gates = ApplicationGates.of(new MapAttributes())) {
      ApiKeyGate one = gates.getOrCreateGate(parameters("one", "10"), () -> DiscoveredBeans.NONE);
      assertThat(gates.getOrCreateGate(parameters("two", "10"), () -> DiscoveredBeans.NONE))
          .isSameAs(one);
      assertThat(gates.getOrCreateGate(parameters("two", "20"), () -> DiscoveredBeans.NONE))
          .isNotSameAs(one);
      assertThat(gates.contains(one)).isTrue();
    }
  }

  @Test
  void application_keepsItsGatesUntilTheyAreClosed() {
    MapAttributes application = new MapAttributes();
    ApplicationGates gates = ApplicationGates.of(application);
    ApiKeyGate gate = gates.getOrCreateGate(parameters("one", "10"), () -> DiscoveredBeans.NONE);

    assertThat(ApplicationGates.of(application)).isSameAs(gates);
    gates.close();
    gates.close();
    assertThat(gates.contains(gate)).isFalse();
    assertThat(ApplicationGates.of(application)).isNotSameAs(gates);
  }

  @Test
  void registeredGate_isContainedAndAnotherIsNot() {
    try (ApplicationGates gates = ApplicationGates.of(new MapAttributes());
        ApiKeyGate made =
            ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", KEYS.jwks())).build()) {
      assertThat(gates.contains(made)).isFalse();
      gates.register(made);
      assertThat(gates.contains(made)).isTrue();
    }
  }

  @Test
  void wrongSetting_makesNoGate() {
    try (ApplicationGates gates = ApplicationGates.of(new MapAttributes())) {
      assertThatThrownBy(
              () -> gates.getOrCreateGate(parameters("one", "15m"), () -> DiscoveredBeans.NONE))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void handed_overDecision_isTakenOfOurOwnTypeAndTheSameGateOnly() {
    MapAttributes request = new MapAttributes();
    Map<String, String> keys = Map.of("nexus.auth.verify.keys", KEYS.jwks());
    try (ApiKeyGate gate = ApiKeyGate.builder(keys).build();
        ApiKeyGate other = ApiKeyGate.builder(keys).build()) {
      request.set("org.nexusauth.decision", "granted, believe me");
      assertThat(RequestDecision.from(request::get)).isEmpty();

      Decision denied = new Decision.Denied(Reason.KEY_MISSING, "none");
      new RequestDecision(gate, denied).storeIn(request);
      assertThat(RequestDecision.findOf(gate, request)).isEqualTo(denied);
      assertThat(RequestDecision.findOf(other, request)).isNull();
      assertThat(RequestDecision.from(request::get).flatMap(RequestDecision::key)).isEmpty();
    }
  }

  @Test
  void requestId_isTheSameForAllDoors() {
    MapAttributes request = new MapAttributes();
    String first = RequestIdHeaders.requestId(request, "trace-1");

    assertThat(first).isEqualTo("trace-1");
    assertThat(RequestIdHeaders.requestId(request, "another")).isEqualTo("trace-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\u0000", "é", "\u2028", "\u007f"})
  void unfitTracingText_isLeftOut(String sent) {
    assertThat(RequestIdHeaders.requestId(sent)).hasSize(36);
    assertThat(RequestIdHeaders.clientVersion(sent)).isNull();
  }

  @Test
  void tracingText_has128CharactersAtMost() {
    assertThat(RequestIdHeaders.clientVersion("x".repeat(128))).hasSize(128);
    assertThat(RequestIdHeaders.clientVersion("x".repeat(129))).isNull();
    assertThat(RequestIdHeaders.clientVersion(null)).isNull();
  }

  @Test
  void preflight_isOPTIONSWithBothHeadersOnly() {
    assertThat(CorsPreflight.isPreflight("OPTIONS", "https://a.example", "GET")).isTrue();
    assertThat(CorsPreflight.isPreflight("options", "https://a.example", "GET")).isFalse();
    assertThat(CorsPreflight.isPreflight("GET", "https://a.example", "GET")).isFalse();
    assertThat(CorsPreflight.isPreflight("OPTIONS", null, "GET")).isFalse();
    assertThat(CorsPreflight.isPreflight("OPTIONS", "https://a.example", null)).isFalse();
  }
}
