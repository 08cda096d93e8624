package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.reason.Reason;

/** What the core says is the same in every locale of the JVM: start, problems, answers, log. */
class LocaleTest {

  /** Sets the JVM's locale while something runs. */
  private static <T> T in(Locale locale, Supplier<T> action) {
    Locale before = Locale.getDefault();
    Locale.setDefault(locale);
    try {
      return action.get();
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "tr-TR", "ar-EG", "th-TH-u-ca-buddhist"})
  void texts_areThoseOfEnglish(String locale) {
    assertThat(in(Locale.forLanguageTag(locale), LocaleTest::texts))
        .isEqualTo(in(Locale.ROOT, LocaleTest::texts))
        .anyMatch(text -> text.contains("1 key (HS256 \"hs256\")") && text.contains("skew 90 s"))
        .anyMatch(text -> text.contains("over 1 failures a minute"))
        .anyMatch(text -> text.contains("\"statusCode\":503"));
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    LogRecorder.forget();
    try (ApiKeyGate gate =
        Gates.builder("verify.clock.skew", "90", "failures.per.minute", "1").build()) {
      gate.logStart("/api/*");
      for (Reason reason : Reason.values()) {
        Denied denied = new Denied(reason, "write").withRetryAfter(Duration.ofSeconds(1234567));
        Answer answer = gate.answer(denied);
        texts.add(answer + " " + answer.headers());
      }
      texts.add(Gates.decide(gate, Gates.KEY).toString());
      KeyMaker key = KeyMaker.of(Gates.SIGNER);
      String expired = key.claim("exp", TestClock.second() - 1000).text();
      String forged = key.claim("jti", "other").signedBy(Signer.stranger("HS256")).text();
      for (String value : List.of(expired, forged, forged, "x".repeat(5000), "Bearer x", "a b")) {
        texts.add(Gates.denied(gate, value).toString());
      }
      texts.add(Gates.get("a", "b").toString());
    }
    texts.addAll(problems());
    texts.add(LogSanitizer.sanitize("\u202e\u0007IiıİçŞ" + "x".repeat(300)));
    // Without the line before the message, whose date is of java.util.logging.
    LogRecorder.messages("NEXUS-").stream()
        .map(line -> line.substring(line.indexOf("NEXUS-")))
        .forEach(texts::add);
    return texts;
  }

  private static List<String> problems() {
    List<Map.Entry<String, String>> wrong =
        List.of(
            Map.entry("verify.clock.skew", "15m"),
            Map.entry("token.max.length", "12"),
            Map.entry("cache.size", "-1"),
            Map.entry("revocation.poll", "PT40S"),
            Map.entry("verify.keys", "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"AAAA\"}"),
            Map.entry("verify.provider", "İnvisible"),
            Map.entry("verify.issuerı", "x"));
    return wrong.stream()
        .map(one -> String.valueOf(catchThrowable(() -> open(one.getKey(), one.getValue()))))
        .toList();
  }

  private static void open(String name, String value) {
    Gates.builder(name, value).build().close();
  }
}
