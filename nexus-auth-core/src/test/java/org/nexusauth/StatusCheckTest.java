package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.StatusUnavailableException;

/** F10, F11: whatever a store does, the request gets an answer and the next one is served. */
class StatusCheckTest {
  private final AtomicReference<RevocationStore> answer = new AtomicReference<>();
  private final ApiKeyGate gate =
      Gates.builder().store(NamedStore.of("ours", key -> answer.get().statusOf(key))).build();

  @BeforeEach
  void start() {
    LogRecorder.forget();
  }

  private static RevocationStore throwing(Throwable thrown) {
    return key -> {
      throw StatusCheckTest.<RuntimeException>sneaky(thrown);
    };
  }

  @SuppressWarnings("unchecked") // As a store in another language, or with Lombok, may do.
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        argumentSet("null", (RevocationStore) key -> null, "it returned null"),
        argumentSet(
            "no state",
            (RevocationStore) key -> new KeyStatus(null, null),
            "java.lang.NullPointerException"),
        argumentSet(
            "runtime",
            throwing(new IllegalStateException("secret")),
            "java.lang.IllegalStateException"),
        argumentSet("checked", throwing(new IOException("secret")), "java.io.IOException"),
        argumentSet(
            "interrupted",
            throwing(new InterruptedException("secret")),
            "java.lang.InterruptedException"),
        argumentSet(
            "no memory", throwing(new OutOfMemoryError("secret")), "java.lang.OutOfMemoryError"),
        argumentSet("no stack", throwing(new StackOverflowError()), "java.lang.StackOverflowError"),
        argumentSet(
            "linkage",
            throwing(new NoClassDefFoundError("secret")),
            "java.lang.NoClassDefFoundError"),
        argumentSet(
            "assertion", throwing(new AssertionError("secret")), "java.lang.AssertionError"),
        argumentSet(
            "unavailable", throwing(new StatusUnavailableException("timed out")), "timed out"),
        argumentSet(
            "unavailable, no text", throwing(new StatusUnavailableException(null)), "null"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void store_thatFails_isUnavailableAndTheNextRequestServed(RevocationStore store, String detail) {
    answer.set(store);
    Denied denied = Gates.denied(gate, Gates.KEY);

    assertThat(denied.reason()).isEqualTo(Reason.STATUS_UNAVAILABLE);
    assertThat(denied.detail()).startsWith(detail);
    assertThat(denied.retryAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(denied.key().integrationId()).isEqualTo("int_1");
    answer.set(key -> KeyStatus.active());
    assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void store_thatFails_isLoggedOnceUntilItAnswersAgain(RevocationStore store, String detail) {
    for (int change = 0; change < 2; change++) {
      answer.set(store);
      Gates.decide(gate, Gates.KEY);
      Gates.decide(gate, Gates.KEY);
      answer.set(key -> KeyStatus.active());
      Gates.decide(gate, Gates.KEY);
      Gates.decide(gate, Gates.KEY);
    }

    assertThat(LogRecorder.messages("NEXUS-1030"))
        .hasSize(2)
        .allMatch(line -> line.contains("revocation store ours does not answer"))
        .allMatch(line -> line.contains("requests get 503: " + detail));
    assertThat(LogRecorder.messages("NEXUS-1031")).hasSize(2);
    assertThat(LogRecorder.messages("secret")).isEmpty();
  }

  @Test
  void store_thatSaysWhen_isBelieved() {
    answer.set(throwing(new StatusUnavailableException("moving", null, Duration.ofSeconds(42))));

    assertThat(Gates.denied(gate, Gates.KEY).retryAfter()).isEqualTo(Duration.ofSeconds(42));
  }

  @Test
  void store_thatSaysForever_breaksNoAnswer() {
    answer.set(
        throwing(new StatusUnavailableException("gone", null, Duration.ofSeconds(Long.MAX_VALUE))));

    assertThat(gate.answer(Gates.denied(gate, Gates.KEY)).headers())
        .containsEntry("Retry-After", "2678400");
  }

  @Test
  void store_isQueriedByTheIdsOfTheClaims() {
    AtomicReference<String> queried = new AtomicReference<>();
    answer.set(
        key -> {
          queried.set(key.keyId() + " " + key.integrationId() + " " + key.signingKeyId());
          return KeyStatus.active();
        });
    Gates.decide(gate, Gates.KEY);

    assertThat(queried).hasValue("key-1 int_1 hs256");
  }

  @Test
  void reason_ofARevocation_isForTheLogAndNotForTheClient() {
    answer.set(key -> KeyStatus.revoked("leaked in\r\nticket 7"));
    Denied denied = Gates.denied(gate, Gates.KEY);

    assertThat(denied.detail()).isEqualTo("leaked in\r\nticket 7");
    assertThat(gate.answer(denied).body()).doesNotContain("leaked");
    assertThat(LogRecorder.messages("NEXUS-1020"))
        .singleElement()
        .asString()
        .contains("denied key_revoked: leaked in\\u000d\\u000aticket 7");
  }

  @Test
  void store_thatThrows_isLoggedWithThePlaceInItsCode() {
    answer.set(throwing(new IllegalStateException("secret")));
    Gates.decide(gate, Gates.KEY);

    assertThat(LogRecorder.messages("NEXUS-1030"))
        .singleElement()
        .asString()
        .containsPattern(
            "IllegalStateException at org\\.nexusauth\\.StatusCheckTest\\.\\S+:\\d+\\)");
  }

  @Test
  void problem_ofAStore_staysOnOneLineOfTheLog() {
    answer.set(throwing(new StatusUnavailableException("a\nNEXUS-9999 forged")));
    Gates.decide(gate, Gates.KEY);

    assertThat(LogRecorder.messages("NEXUS-1030"))
        .singleElement()
        .asString()
        .contains("a\\u000aNEXUS-9999 forged");
  }

  @Test
  void revokedKey_duringAnOutage_isNotLoggedAsItsEnd() {
    for (int request = 0; request < 3; request++) {
      answer.set(throwing(new StatusUnavailableException("away")));
      Gates.decide(gate, Gates.KEY);
      answer.set(key -> KeyStatus.revoked("known before"));
      Gates.decide(gate, Gates.KEY);
    }

    assertThat(LogRecorder.messages("NEXUS-1030")).hasSize(1);
    assertThat(LogRecorder.messages("NEXUS-1031")).isEmpty();
  }
}
