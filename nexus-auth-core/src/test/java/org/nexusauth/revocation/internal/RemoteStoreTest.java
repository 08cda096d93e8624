package org.nexusauth.revocation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.TestClock;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;

final class RemoteStoreTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final KeySubject KEY =
      KeySubject.builder("key_1", "int_1", "org_1")
          .expiresAt(TestClock.NOW.plusSeconds(60))
          .build();

  private final TestClock clock = new TestClock();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final ExecutorService requests = Executors.newCachedThreadPool();
  private RemoteStore remote;

  private RemoteStore remoteStore(RevocationStore store, Duration timeout, Duration keepActive) {
    remote =
        RemoteStore.of(
            store, new RemoteStoreSettings(timeout, keepActive, Duration.ofSeconds(30)), clock);
    return remote;
  }

  private RevocationStore counting(RevocationStore store) {
    return key -> {
      asked.incrementAndGet();
      return store.statusOf(key);
    };
  }

  private KeyStatus wait(KeySubject key) {
    try {
      stuck.await();
      return KeyStatus.active();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void end() {
    stuck.countDown();
    requests.shutdownNow();
    remote.close();
  }

  private static KeySubject key(int number) {
    return KeySubject.builder("key_" + number, "int_1", "org_1").build();
  }

  @Test
  void answer_inTime_isTheStores() {
    RemoteStore store =
        remoteStore(counting(key -> KeyStatus.integrationDisabled()), LONG, Duration.ZERO);

    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.integrationDisabled());
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.integrationDisabled());
    assertThat(asked).hasValue(2);
  }

  @Test
  void lateAnswer_isNotWaitedFor() {
    RemoteStore store = remoteStore(this::wait, Duration.ofMillis(50), Duration.ZERO);

    assertThatThrownBy(() -> store.statusOf(KEY))
        .isInstanceOf(StatusUnavailableException.class)
        .hasMessageContaining("PT0.05S");
  }

  @Test
  void more_than64Waiting_areRefusedAtOnce() throws InterruptedException, ExecutionException {
    RemoteStore store = remoteStore(counting(this::wait), LONG, Duration.ZERO);
    List<Future<KeyStatus>> waiting = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      KeySubject key = key(i);
      waiting.add(requests.submit(() -> store.statusOf(key)));
    }
    await().until(() -> asked.get() == 64);

    assertThatThrownBy(() -> store.statusOf(KEY))
        .isInstanceOf(StatusUnavailableException.class)
        .hasMessageContaining("64 requests");
    stuck.countDown();
    for (Future<KeyStatus> one : waiting) {
      assertThat(one.get()).isEqualTo(KeyStatus.active());
    }
    assertThat(asked).hasValue(64);
    await().untilAsserted(() -> assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.active()));
  }

  @Test
  void store_thatFailsAllTheTime_isLeftAloneAndAskedAgain() {
    AtomicInteger failing = new AtomicInteger(1);
    RemoteStore store =
        remoteStore(
            counting(
                key -> {
                  if (failing.get() > 0) {
                    throw new IllegalStateException("broken");
                  }
                  return KeyStatus.active();
                }),
            LONG,
            Duration.ZERO);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> store.statusOf(KEY))
          .isInstanceOfAny(IllegalStateException.class, StatusUnavailableException.class);
    }
    assertThat(asked.get()).isLessThanOrEqualTo(25);

    failing.set(0);
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.active()));
  }

  @Test
  void revoked_isKeptUntilExpiryAndSkew() {
    RemoteStore store =
        remoteStore(counting(key -> KeyStatus.revoked("gone")), LONG, Duration.ZERO);
    store.statusOf(KEY);
    clock.advance(Duration.ofMillis(89_999));
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("gone"));
    assertThat(asked).hasValue(1);

    clock.advance(Duration.ofMillis(2));
    store.statusOf(KEY);
    assertThat(asked).hasValue(2);
  }

  @Test
  void revoked_isNotUndoneByAGoodAnswerThatComesLate() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    RemoteStore store =
        remoteStore(
            key -> {
              if (asked.getAndIncrement() > 0) {
                return KeyStatus.revoked("gone");
              }
              await().until(() -> late.getCount() == 0);
              return KeyStatus.active();
            },
            LONG,
            Duration.ofMinutes(1));
    Future<KeyStatus> first = requests.submit(() -> store.statusOf(KEY));
    await().until(() -> asked.get() == 1);
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("gone"));
    late.countDown();

    assertThat(first.get()).isEqualTo(KeyStatus.active());
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("gone"));
    assertThat(asked).hasValue(2);
  }

  @Test
  void active_isKeptAsLongAsAllowedAndNotBeyondAnOwnRevocation() {
    MemoryRevocationStore memory = new MemoryRevocationStore(clock);
    RemoteStore store = remoteStore(memory, LONG, Duration.ofSeconds(5));
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.active());

    Objects.requireNonNull(store.writer())
        .revoke(
            new Revocation(
                Subject.key(null, "org_1", "int_1", "key_1"), TestClock.NOW, null, null, "own"));
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("own"));
  }

  @Test
  void ownRevocation_isInForceHereAlthoughItCouldNotBeStored() {
    RemoteStore store = remoteStore(new Unwritable(), LONG, Duration.ZERO);
    RevocationWriter writer = Objects.requireNonNull(store.writer());
    Revocation own =
        new Revocation(
            Subject.key(null, "org_1", "int_1", "key_1"), TestClock.NOW, null, null, "own");

    assertThatThrownBy(() -> writer.revoke(own)).isInstanceOf(StatusUnavailableException.class);
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("own"));
    assertThat(store.statusOf(key(2))).isEqualTo(KeyStatus.active());
  }

  /** A store that answers, and takes nothing. */
  private static final class Unwritable implements RevocationStore, RevocationWriter {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return KeyStatus.active();
    }

    @Override
    public Revocation revoke(Revocation revocation) {
      throw new StatusUnavailableException("read only");
    }

    @Override
    public void setEnabled(Subject subject, boolean enabled, String reason) {
      throw new StatusUnavailableException("read only");
    }
  }

  @Test
  void active_isAskedForAgainAfterItsTime() {
    RemoteStore store =
        remoteStore(counting(key -> KeyStatus.active()), LONG, Duration.ofSeconds(5));
    store.statusOf(KEY);
    clock.advance(Duration.ofMillis(4_999));
    store.statusOf(KEY);
    assertThat(asked).hasValue(1);

    clock.advance(Duration.ofMillis(2));
    store.statusOf(KEY);
    assertThat(asked).hasValue(2);
  }

  @Test
  void active_isAskedForAgainAfterItsTimeAlthoughTheClockWasSetBack() {
    RemoteStore store =
        remoteStore(counting(key -> KeyStatus.active()), LONG, Duration.ofMillis(50));
    store.statusOf(KEY);
    clock.advance(Duration.ofHours(-1));

    await()
        .untilAsserted(
            () -> {
              store.statusOf(KEY);
              assertThat(asked).hasValueGreaterThan(1);
            });
  }

  @Test
  void null_isNoAnswer() {
    RemoteStore store = remoteStore(key -> null, LONG, Duration.ofSeconds(5));

    assertThatThrownBy(() -> store.statusOf(KEY))
        .isInstanceOf(StatusUnavailableException.class)
        .hasMessageContaining("null");
  }
}
