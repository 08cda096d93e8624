package org.nexusauth.jwk.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.LogRecorder;
import org.nexusauth.Signer;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocument;
import org.nexusauth.jwk.internal.VerificationKey;

/** What is trusted while the place of the keys changes, fails and comes back. */
class TrustedKeysTest {
  private static final Signer OLD = Signer.of("ES256");
  private static final Signer NEW = Signer.of("EdDSA");
  private static final Duration NEVER = Duration.ofDays(1);

  private final AtomicReference<TrustedKeys.Fetch> place = new AtomicReference<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // It may overflow.
  private final CountDownLatch asked = new CountDownLatch(1);
  private TrustedKeys keys;

  private static KeyDocument set(Signer... signers) throws UnusableKeyException {
    return KeyDocument.read(Signer.jwks(signers), null);
  }

  private KeyDocument fetch() throws IOException, UnusableKeyException {
    fetches.incrementAndGet();
    return place.get().fetch();
  }

  @BeforeEach
  void start() throws Exception {
    LogRecorder.forget();
    place.set(() -> set(OLD));
    keys = TrustedKeys.refreshed(set(OLD), this::fetch, NEVER, nanos::get);
  }

  @AfterEach
  void stop() {
    keys.close();
  }

  @Test
  void refreshNewKey_isTrustedAndTheOldOneRetired() throws Exception {
    VerificationKey old = keys.find("es256");
    place.set(() -> set(NEW));

    keys.refresh();

    assertThat(keys.find("eddsa")).isNotNull();
    assertThat(keys.find("es256")).isNull();
    assertThat(old.isTrusted()).isFalse();
    assertThat(LogRecorder.messages("NEXUS-1042"))
        .singleElement()
        .asString()
        .contains("retired key \"es256\" (ES256)");
  }

  @Test
  void refreshKey_thatStays_isTheSameOne() throws Exception {
    VerificationKey old = keys.find("es256");
    place.set(() -> set(OLD, NEW));

    keys.refresh();
    keys.refresh();

    assertThat(keys.find("es256")).isSameAs(old);
    assertThat(old.isTrusted()).isTrue();
    assertThat(keys.describe()).isEqualTo("2 keys (ES256 \"es256\", EdDSA \"eddsa\")");
  }

  @Test
  void refreshOtherKey_ofTheSameId_retiresTheOldOne() throws Exception {
    VerificationKey old = keys.find("es256");
    place.set(() -> set(Signer.stranger("ES256")));

    keys.refresh();

    assertThat(old.isTrusted()).isFalse();
    assertThat(keys.find("es256")).isNotNull().isNotSameAs(old);
  }

  @Test
  void refreshSameKey_underAnotherId_retiresTheOldOne() throws Exception {
    VerificationKey old = keys.find("es256");
    place.set(() -> set(Signer.ofPair("ES256", "renamed", OLD.pair())));

    keys.refresh();

    assertThat(old.isTrusted()).isFalse();
    assertThat(keys.find("renamed").isTrusted()).isTrue();
  }

  @Test
  void refreshKey_thatComesBack_isAnotherObjectSoTheRetiredOneStaysSo() {
    VerificationKey old = keys.find("es256");
    place.set(() -> set(NEW));
    keys.refresh();
    place.set(() -> set(OLD));

    keys.refresh();

    assertThat(old.isTrusted()).isFalse();
    assertThat(keys.find("es256").isTrusted()).isTrue();
  }

  @Test
  void refreshDefaultKey_staysTheDefault() throws Exception {
    TrustedKeys.Fetch both = () -> KeyDocument.read(Signer.jwks(OLD, NEW), "eddsa");
    try (TrustedKeys withDefault =
        TrustedKeys.refreshed(both.fetch(), both, NEVER, System::nanoTime)) {
      VerificationKey standard = withDefault.find(null);
      withDefault.refresh();

      assertThat(withDefault.find(null)).isSameAs(standard).isSameAs(withDefault.find("eddsa"));
    }
  }

  static Stream<TrustedKeys.Fetch> failures() {
    return Stream.of(
        () -> {
          throw new IOException("no route");
        },
        () -> KeyDocument.read("", null),
        () -> KeyDocument.read("{\"keys\":[]}", null),
        () -> KeyDocument.read(Signer.jwks(OLD).substring(0, 60), null),
        () -> {
          throw new IllegalStateException("broken");
        },
        () -> {
          throw new OutOfMemoryError("for once");
        },
        () -> {
          throw new StackOverflowError();
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void F09Refresh_thatFails_keepsTheLastGoodSetAndSaysSoOnce(TrustedKeys.Fetch failure) {
    VerificationKey old = keys.find("es256");
    place.set(failure);

    keys.refresh();
    keys.refresh();

    assertThat(keys.find("es256")).isSameAs(old);
    assertThat(old.isTrusted()).isTrue();
    assertThat(LogRecorder.messages("NEXUS-1040"))
        .singleElement()
        .asString()
        .contains("still serving the last good ones, 1 key (ES256 \"es256\")");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void F09Refresh_thatWorksAgain_saysSoOnce(TrustedKeys.Fetch failure) {
    place.set(failure);
    keys.refresh();
    place.set(() -> set(OLD));

    keys.refresh();
    keys.refresh();

    assertThat(LogRecorder.messages("NEXUS-1041"))
        .singleElement()
        .asString()
        .contains("verification keys were read again: 1 key (ES256 \"es256\")");
  }

  @Test
  void refresh_inTheBackground_goesOnAfterAnError() throws Exception {
    place.set(
        () -> {
          throw new OutOfMemoryError("for once");
        });
    try (TrustedKeys often =
        TrustedKeys.refreshed(set(OLD), this::fetch, Duration.ofMillis(5), System::nanoTime)) {
      await().untilAtomic(fetches, greaterThan(2));
      place.set(() -> set(NEW));

      await().until(() -> often.find("eddsa") != null);
    }
  }

  @Test
  void findUnknownId_isRefusedAtOnceAndFetchedBehind() {
    place.set(() -> set(OLD, NEW));

    assertThat(keys.find("eddsa")).isNull();
    await().until(() -> keys.find("eddsa") != null);
  }

  @Test
  void findUnknownId_asksForOneRefetchInTenSeconds() {
    CountDownLatch done = new CountDownLatch(1);
    place.set(
        () -> {
          done.countDown();
          return set(OLD);
        });

    for (int i = 0; i < 1000; i++) {
      keys.find("made-up-" + i);
    }
    await().until(() -> done.getCount() == 0);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
    keys.find("made-up");
    assertThat(settled()).isEqualTo(1);

    nanos.addAndGet(1);
    keys.find("made-up");
    keys.find("made-up");
    assertThat(settled()).isEqualTo(2);
  }

  /** Returns how many fetches there were, once the background has nothing left to do. */
  private int settled() {
    await().during(Duration.ofMillis(50)).until(() -> true);
    return fetches.get();
  }

  @Test
  void find_doesNotWaitForAFetchThatHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    place.set(
        () -> {
          asked.countDown();
          awaitQuietly(release);
          return set(NEW);
        });

    keys.find("unknown");
    assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();

    assertThat(keys.find("es256")).isNotNull();
    assertThat(keys.find("eddsa")).isNull();
    release.countDown();
    await().until(() -> keys.find("eddsa") != null);
  }

  @Test
  void find_whileAFetch_hangsLetsOneMoreWaitAtMost() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    place.set(
        () -> {
          asked.countDown();
          awaitQuietly(release);
          return set(OLD);
        });
    keys.find("unknown");
    assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();

    for (int i = 0; i < 100; i++) {
      nanos.addAndGet(Duration.ofSeconds(10).toNanos());
      keys.find("unknown");
    }
    release.countDown();
    await().until(() -> fetches.get() == 2);
    assertThat(settled()).isEqualTo(2);
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  @Test
  void find_withoutAnId_asksForNothing() throws Exception {
    place.set(() -> set(OLD, NEW));
    keys.refresh();

    assertThat(keys.find(null)).isNull();
    assertThat(settled()).isEqualTo(1);
  }

  @Test
  void find_afterTheEnd_isRefusedAndThrowsNothing() {
    keys.close();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThatCode(() -> keys.find("unknown")).doesNotThrowAnyException();
    assertThat(keys.find("es256")).isNotNull();
    assertThat(settled()).isZero();
  }

  @Test
  void close_endsTheThread() {
    keys.find("unknown");
    await().until(() -> fetches.get() == 1);

    keys.close();

    await().until(() -> threads().isEmpty());
  }

  @Test
  void background_isADaemonSoThatNoProcessWaitsForIt() {
    keys.find("unknown");
    await().until(() -> fetches.get() == 1);

    assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("nexus-auth-keys"))
        .toList();
  }

  @Test
  void fixed_and_neverRefreshedKeysHaveNoThreadAndNeverFetch() throws Exception {
    keys.close();
    await().until(() -> threads().isEmpty());
    try (TrustedKeys fixed = TrustedKeys.fixed(set(OLD));
        TrustedKeys never =
            TrustedKeys.refreshed(set(OLD), this::fetch, Duration.ZERO, nanos::get)) {
      assertThat(fixed.find("unknown")).isNull();
      assertThat(never.find("unknown")).isNull();
      assertThat(threads()).isEmpty();
      assertThat(fetches).hasValue(0);
    }
  }
}
