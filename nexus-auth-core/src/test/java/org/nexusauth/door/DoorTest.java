package org.nexusauth.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.Decision;
import org.nexusauth.Reason;
import org.nexusauth.Signer;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.PropertySource;

final class DoorTest {
  private static final Signer SIGNER = Signer.of("HS256");

  /** Attributes as a servlet context or a request has them. */
  private static final class MapAttributes implements Attributes {
    private final Map<String, Object> values = new HashMap<>();

    @Override
    public @Nullable Object get(String name) {
      return values.get(name);
    }

    @Override
    public void set(String name, Object value) {
      values.put(name, value);
    }
  }

  private static List<PropertySource> parameters(String origin, String skew) {
    return List.of(
        PropertySource.of(
            origin,
            Map.of(
                "nexus.auth.verify.keys",
                Signer.jwks(SIGNER),
                "nexus.auth.verify.clock.skew",
                skew)));
  }

  @Test
  void equal_settings_share_a_gate_and_others_do_not() {
    try (ApplicationGates gates = ApplicationGates.in(new MapAttributes())) {
      ApiKeyGate one = gates.gate(parameters("one", "10"), () -> Extensions.NONE);
      assertThat(gates.gate(parameters("two", "10"), () -> Extensions.NONE)).isSameAs(one);
      assertThat(gates.gate(parameters("two", "20"), () -> Extensions.NONE)).isNotSameAs(one);
      assertThat(gates.own(one)).isTrue();
    }
  }

  @Test
  void application_keeps_its_gates_until_they_are_closed() {
    MapAttributes application = new MapAttributes();
    ApplicationGates gates = ApplicationGates.in(application);
    ApiKeyGate gate = gates.gate(parameters("one", "10"), () -> Extensions.NONE);

    assertThat(ApplicationGates.in(application)).isSameAs(gates);
    gates.close();
    gates.close();
    assertThat(gates.own(gate)).isFalse();
    assertThat(ApplicationGates.in(application)).isNotSameAs(gates);
  }

  @Test
  void adopted_gate_is_own_and_another_is_not() {
    try (ApplicationGates gates = ApplicationGates.in(new MapAttributes());
        ApiKeyGate made =
            ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", Signer.jwks(SIGNER))).build()) {
      assertThat(gates.own(made)).isFalse();
      gates.adopt(made);
      assertThat(gates.own(made)).isTrue();
    }
  }

  @Test
  void wrong_setting_makes_no_gate() {
    try (ApplicationGates gates = ApplicationGates.in(new MapAttributes())) {
      assertThatThrownBy(() -> gates.gate(parameters("one", "15m"), () -> Extensions.NONE))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void handed_over_decision_is_taken_of_our_own_type_and_the_same_gate_only() {
    MapAttributes request = new MapAttributes();
    Map<String, String> keys = Map.of("nexus.auth.verify.keys", Signer.jwks(SIGNER));
    try (ApiKeyGate gate = ApiKeyGate.builder(keys).build();
        ApiKeyGate other = ApiKeyGate.builder(keys).build()) {
      request.set("org.nexusauth.decision", "granted, believe me");
      assertThat(HandedOver.in(request::get)).isEmpty();

      Decision denied = new Decision.Denied(Reason.KEY_MISSING, "none");
      new HandedOver(gate, denied).leaveIn(request);
      assertThat(HandedOver.of(gate, request)).contains(denied);
      assertThat(HandedOver.of(other, request)).isEmpty();
      assertThat(HandedOver.in(request::get).flatMap(HandedOver::key)).isEmpty();
    }
  }

  @Test
  void request_id_is_the_same_for_all_doors() {
    MapAttributes request = new MapAttributes();
    String first = Tracing.requestId(request, "trace-1");

    assertThat(first).isEqualTo("trace-1");
    assertThat(Tracing.requestId(request, "another")).isEqualTo("trace-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\u0000", "é", "\u2028", "\u007f"})
  void unfit_tracing_text_is_left_out(String sent) {
    assertThat(Tracing.requestId(sent)).hasSize(36);
    assertThat(Tracing.clientVersion(sent)).isNull();
  }

  @Test
  void tracing_text_has_128_characters_at_most() {
    assertThat(Tracing.clientVersion("x".repeat(128))).hasSize(128);
    assertThat(Tracing.clientVersion("x".repeat(129))).isNull();
    assertThat(Tracing.clientVersion(null)).isNull();
  }

  @Test
  void preflight_is_OPTIONS_with_both_headers_only() {
    assertThat(Preflight.is("OPTIONS", "https://a.example", "GET")).isTrue();
    assertThat(Preflight.is("options", "https://a.example", "GET")).isFalse();
    assertThat(Preflight.is("GET", "https://a.example", "GET")).isFalse();
    assertThat(Preflight.is("OPTIONS", null, "GET")).isFalse();
    assertThat(Preflight.is("OPTIONS", "https://a.example", null)).isFalse();
  }
}
