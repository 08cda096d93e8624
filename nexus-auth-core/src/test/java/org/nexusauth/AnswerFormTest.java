package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.AnswerRenderer;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.MissingPermissions;
import org.nexusauth.reason.Reason;

/** The form of every answer: the table of reasons, JSON, headers, immutability. */
class AnswerFormTest {
  private final AnswerRenderer answers = new AnswerRenderer("nexus", TokenSettings.STANDARD);

  /** The table of the design, once more. */
  @ParameterizedTest
  @CsvSource({
    "KEY_MISSING, 401, true",
    "KEY_REPEATED, 401, true",
    "KEY_BEARER_PREFIX, 401, true",
    "KEY_WHITESPACE, 401, true",
    "KEY_TOO_LONG, 401, true",
    "KEY_MALFORMED, 401, true",
    "KEY_INVALID, 401, false",
    "KEY_EXPIRED, 401, true",
    "KEY_NOT_YET_VALID, 401, true",
    "KEY_REVOKED, 401, true",
    "PERMISSION_MISSING, 403, true",
    "INTEGRATION_DISABLED, 403, true",
    "AGENT_RESTRICTED, 403, true",
    "ACCESS_DENIED, 403, false",
    "TOO_MANY_FAILURES, 429, false",
    "RATE_LIMITED, 429, false",
    "STATUS_UNAVAILABLE, 503, false"
  })
  void reason_hasTheStatusAndTheHintOfTheTable(Reason reason, int status, boolean hint) {
    assertThat(reason.status()).isEqualTo(status);
    assertThat(reason.hint().isPresent()).isEqualTo(hint);
    assertThat(reason.code()).isEqualTo(reason.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void body_isOneJsonObjectInAsciiAndSaysNothingOfTheDetail(Reason reason) throws IOException {
    Answer answer = answers.renderDenial(new Denied(reason, "the permission \"a\" geheim\u00e9"));

    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(answer.body())).isTrue();
    Map<String, String> members = parse(answer.body());
    assertThat(members.keySet()).startsWith("statusCode", "message", "error", "code");
    assertThat(members.values()).noneMatch(value -> value.contains("{"));
    assertThat(answer.body()).doesNotContain("geheim");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void headers_areThoseOfADenial(Reason reason) {
    Map<String, String> headers = answers.renderDenial(new Denied(reason, "detail")).headers();
    Set<String> expected =
        reason.status() == 401
            ? Set.of("Content-Type", "Cache-Control", "Vary", "WWW-Authenticate")
            : Set.of("Content-Type", "Cache-Control", "Vary");

    assertThat(headers.keySet()).isEqualTo(expected);
    assertThat(headers.get("Content-Type")).isEqualTo("application/json");
    assertThat(headers.get("Cache-Control")).isEqualTo("no-store");
    assertThat(headers.getOrDefault("WWW-Authenticate", "ApiKey")).startsWith("ApiKey");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b",
        "a\\b",
        "a\nb",
        "a\u0000b",
        "</script>",
        "\u2028",
        "\u00e9\ud83d\ude00",
        "{header}",
        "{needed}",
        "a\u007fb"
      })
  void permission_withAMeaningInJson_isEscaped(String permission) throws IOException {
    Denied denied = Denied.permissionMissing(MissingPermissions.allOf(Set.of(permission)));
    Answer answer = answers.renderDenial(denied);

    assertThat(parse(answer.body()))
        .containsEntry("hint", "The key needs the permission \"" + permission + "\".");
  }

  @Test
  void retry_afterOfAnyLength_breaksNothing() {
    for (long seconds : new long[] {Long.MAX_VALUE, Long.MIN_VALUE}) {
      Denied denied =
          new Denied(Reason.STATUS_UNAVAILABLE, "d").withRetryAfter(Duration.ofSeconds(seconds));

      assertThat(answers.renderDenial(denied).headers()).containsKey("Retry-After");
    }
  }

  @Test
  void answer_thatSaysTheSame_isRenderedOnce() {
    assertThat(answers.renderDenial(new Denied(Reason.KEY_INVALID, "one")))
        .isSameAs(answers.renderDenial(new Denied(Reason.KEY_INVALID, "another")));
  }

  @Test
  void answer_isImmutableAndWritesItsBody() throws IOException {
    Answer answer = answers.renderDenial(new Denied(Reason.KEY_EXPIRED, "d"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.writeTo(out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(answer.body());
    assertThat(answer.contentLength()).isEqualTo(out.size());
    assertThat(answer.headers()).isUnmodifiable();
    assertThat(answer).hasToString("401 " + answer.body());
  }

  private static Map<String, String> parse(String json) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    List<JsonToken> others = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          members.put(parser.currentName(), parser.getText());
        } else if (token != JsonToken.FIELD_NAME) {
          others.add(token);
        }
      }
    }
    assertThat(others).containsExactly(JsonToken.START_OBJECT, JsonToken.END_OBJECT);
    return members;
  }
}
