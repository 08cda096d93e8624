package org.nexusauth.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;

final class AnswerRendererTest {
  private static final AnswerRenderer ANSWERS =
      new AnswerRenderer("nexus", new TokenSettings("X-Key", null, 4096));

  /** The table of the contract, written out: all bodies to the byte. */
  static Stream<Arguments> bodies() {
    String unauthorized =
        "\"statusCode\":401,\"message\":\"Invalid API key\",\"error\":\"Unauthorized\"";
    String forbidden =
        "\"statusCode\":403,\"message\":\"Insufficient permissions\",\"error\":\"Forbidden\"";
    return Stream.of(
        body("key_missing", unauthorized, "Send the key in the X-Key header."),
        body("key_repeated", unauthorized, "Send one X-Key header with one key in it."),
        body(
            "key_bearer_prefix",
            unauthorized,
            "Send the key alone in the X-Key header, without \\\"Bearer\\\"."),
        body(
            "key_whitespace",
            unauthorized,
            "Remove the whitespace from the value of the X-Key header; copy the key again."),
        body(
            "key_too_long",
            unauthorized,
            "The value of the X-Key header is longer than any key; copy the key again."),
        body(
            "key_malformed",
            unauthorized,
            "The value of the X-Key header is not a key: copy all of it, from eyJ to its end."),
        body("key_invalid", unauthorized, null),
        body("key_expired", unauthorized, "The key has expired: request a new one."),
        body(
            "key_not_yet_valid",
            unauthorized,
            "The key is not valid yet: wait, or check the clocks of the issuer and of this"
                + " server."),
        body("key_revoked", unauthorized, "The key was revoked: request a new one."),
        body(
            "permission_missing",
            forbidden,
            "The key lacks a permission that this resource needs."),
        body(
            "integration_disabled",
            forbidden,
            "The integration is disabled: its organization can enable it."),
        body("agent_restricted", forbidden, "The key's agent may not use this resource."),
        body("access_denied", forbidden, null),
        body(
            "rate_limited",
            "\"statusCode\":429,\"message\":\"Rate limit exceeded\","
                + "\"error\":\"Too Many Requests\"",
            null),
        body(
            "too_many_failures",
            "\"statusCode\":429,\"message\":\"Rate limit exceeded\","
                + "\"error\":\"Too Many Requests\"",
            null),
        body(
            "status_unavailable",
            "\"statusCode\":503,\"message\":\"Key status unavailable\","
                + "\"error\":\"Service Unavailable\"",
            null));
  }

  private static Arguments body(
      String code, String contract, @org.jspecify.annotations.Nullable String hint) {
    String end = hint == null ? "}" : ",\"hint\":\"" + hint + "\"}";
    return argumentSet(
        code,
        Reason.valueOf(code.toUpperCase(java.util.Locale.ROOT)),
        "{" + contract + ",\"code\":\"" + code + "\"" + end);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void body_isTheContractsMembersInTheirOrder(Reason reason, String body) {
    assertThat(ANSWERS.renderDenial(new Denied(reason, "a detail")).body()).isEqualTo(body);
  }

  @Test
  void bodies_areWrittenOutForEveryReason() {
    assertThat(bodies().map(row -> row.get()[0])).containsExactly((Object[]) Reason.values());
  }

  @ParameterizedTest
  @EnumSource
  void length_isThatOfTheBytes(Reason reason) throws IOException {
    Answer answer = ANSWERS.renderDenial(new Denied(reason, "the permission \"lesen:ä\""));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.writeTo(out);

    assertThat(out.toByteArray())
        .hasSize(answer.contentLength())
        .isEqualTo(answer.body().getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @EnumSource
  void headers_areTheseAndNoOthers(Reason reason) {
    Answer answer = ANSWERS.renderDenial(new Denied(reason, "a detail"));

    if (reason.status() == 401) {
      assertThat(answer.headers())
          .containsOnlyKeys("Content-Type", "Cache-Control", "Vary", "WWW-Authenticate");
    } else {
      assertThat(answer.headers()).containsOnlyKeys("Content-Type", "Cache-Control", "Vary");
    }
  }

  @Test
  void challenge_namesHeaderAndError() {
    assertThat(challenge(Reason.KEY_MISSING)).isEqualTo("ApiKey realm=\"nexus\", header=\"X-Key\"");
    assertThat(challenge(Reason.KEY_EXPIRED))
        .isEqualTo("ApiKey realm=\"nexus\", header=\"X-Key\", error=\"key_expired\"");
  }

  @ParameterizedTest
  @EnumSource
  void bearerChallenge_isThatOfRFC6750(Reason reason) {
    Answer answer =
        new AnswerRenderer("nexus", new TokenSettings("Authorization", null, 4096))
            .renderDenial(new Denied(reason, "a detail"));
    String expected =
        reason.status() != 401
            ? null
            : reason == Reason.KEY_MISSING
                ? "Bearer realm=\"nexus\""
                : "Bearer realm=\"nexus\", error=\"invalid_token\", error_description=\""
                    + reason.code()
                    + "\"";

    assertThat(answer.headers().get("WWW-Authenticate")).isEqualTo(expected);
    assertThat(answer.headers()).containsEntry("Vary", "Authorization");
    assertThat(answer.body())
        .startsWith("{\"statusCode\":" + reason.status() + ",\"message\":")
        .contains("\"code\":\"" + reason.code() + "\"");
    assertThat(answer.body().contains("\"hint\"")).isEqualTo(reason.hint().isPresent());
    assertThat(answer.body()).doesNotContain("without \\\"Bearer\\\"", "{header}");
  }

  private static String challenge(Reason reason) {
    return ANSWERS.renderDenial(new Denied(reason, "a detail")).headers().get("WWW-Authenticate");
  }

  static Stream<Arguments> waits() {
    return Stream.of(
        wait(Duration.ZERO, "1"),
        wait(Duration.ofSeconds(-5), "1"),
        wait(Duration.ofNanos(1), "1"),
        wait(Duration.ofSeconds(1), "1"),
        wait(Duration.ofSeconds(2, 1), "3"),
        wait(Duration.ofMillis(2_001), "3"),
        wait(Duration.ofSeconds(3), "3"),
        wait(Duration.ofHours(24).minusNanos(1), "86400"),
        wait(Duration.ofDays(31), "2678400"),
        wait(Duration.ofDays(32), "2678400"),
        wait(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), "2678400"),
        wait(Duration.ofSeconds(Long.MIN_VALUE), "1"));
  }

  private static Arguments wait(Duration wait, String seconds) {
    return argumentSet(wait.toString(), wait, seconds);
  }

  @ParameterizedTest
  @MethodSource("waits")
  void retry_after_isWholeSecondsAndNeverNone(Duration wait, String seconds) {
    Denied denied = new Denied(Reason.STATUS_UNAVAILABLE, "down").withRetryAfter(wait);

    assertThat(ANSWERS.renderDenial(denied).headers()).containsEntry("Retry-After", seconds);
  }

  static Stream<Arguments> missing() {
    return Stream.of(
        missing(MissingPermissions.allOf(Set.of("b")), "The key needs the permission \"b\"."),
        missing(
            MissingPermissions.allOf(Set.of("b", "c", "a")),
            "The key needs the permissions \"a\" and \"b\" and \"c\"."),
        missing(
            MissingPermissions.anyOf(Set.of("b", "a")),
            "The key needs the permission \"a\" or \"b\"."),
        missing(MissingPermissions.anyRoleOf(Set.of("b")), "The caller needs the role \"b\"."),
        missing(
            MissingPermissions.anyRoleOf(Set.of("b", "a")),
            "The caller needs the role \"a\" or \"b\"."));
  }

  private static Arguments missing(MissingPermissions missing, String hint) {
    return argumentSet(hint, missing, hint);
  }

  @ParameterizedTest
  @MethodSource("missing")
  void missingPermissions_areNamedByTheHint(MissingPermissions missing, String hint) {
    String body = ANSWERS.renderDenial(Denied.permissionMissing(missing)).body();

    assertThat(body).endsWith(",\"hint\":\"" + hint.replace("\"", "\\\"") + "\"}");
  }

  @Test
  void missingPermission_isEscapedAndReplacesNothing() {
    Denied denied =
        Denied.permissionMissing(
            MissingPermissions.allOf(Set.of("a\\b{header}\n\u2028ä</script>")));

    assertThat(ANSWERS.renderDenial(denied).body())
        .endsWith(
            "\"hint\":\"The key needs the permission \\\"a\\\\b{header}\\n"
                + "\\u2028\\u00E4</script>\\\".\"}");
  }

  @ParameterizedTest
  @EnumSource
  void detail_isNeverSent(Reason reason) {
    Denied denied = new Denied(reason, "inner secret").withRetryAfter(Duration.ofSeconds(1));

    assertThat(ANSWERS.renderDenial(denied).body()).doesNotContain("inner secret");
  }

  @Test
  void missingPermissions_withAnotherReason_orWithoutANameThrow() {
    MissingPermissions missing = MissingPermissions.allOf(Set.of("a"));

    assertThatThrownBy(() -> new Denied(Reason.ACCESS_DENIED, "d", missing, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("access_denied");
    assertThatThrownBy(() -> MissingPermissions.anyOf(Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answer_asText_hasStatusAndBody() {
    Answer answer =
        new AnswerRenderer("nexus", TokenSettings.STANDARD)
            .renderDenial(new Denied(Reason.STATUS_UNAVAILABLE, "d"));

    assertThat(answer.toString()).isEqualTo("503 " + answer.body());
  }
}
