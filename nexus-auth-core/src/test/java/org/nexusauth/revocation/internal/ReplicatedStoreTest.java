package org.nexusauth.revocation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.TestClock;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.TestFeed;

final class ReplicatedStoreTest {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final FeedSettings SETTINGS =
      new FeedSettings(POLL, Duration.ofSeconds(30), false);
  private static final KeySubject KEY =
      KeySubject.builder("key_1", "int_1", "org_1").issuer("iss").build();
  private static final Subject SUBJECT = Subject.key("iss", "org_1", "int_1", "key_1");

  private final TestClock clock = new TestClock();
  private final TestFeed feed = new TestFeed();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private ReplicatedStore store;

  private final ReplicationListener events =
      new ReplicationListener() {
        @Override
        public void loaded(long entries, Duration took) {
          told.add("loaded " + entries);
        }

        @Override
        public void failing(String problem) {
          told.add("failing: " + problem);
        }

        @Override
        public void answersAgain(Duration outage) {
          told.add("again");
        }

        @Override
        public void replaced(String problem) {
          told.add("replaced");
        }
      };

  private void follow(FeedSettings settings, Clock by) {
    store = ReplicatedStore.of(feed, settings, by, events);
  }

  private void followAndLoad() {
    follow(SETTINGS, clock);
    await().until(() -> store.health().ready());
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private static Revocation revocation(String reason) {
    return new Revocation(SUBJECT, TestClock.NOW, null, null, reason);
  }

  private RevocationWriter writer() {
    return Objects.requireNonNull(store.writer());
  }

  private void assertUnavailable() {
    assertThatThrownBy(() -> store.statusOf(KEY)).isInstanceOf(StatusUnavailableException.class);
  }

  @Test
  void nothing_isKnownUntilAllWasLoaded() {
    feed.failWith(new StatusUnavailableException("down"));
    follow(SETTINGS, clock);

    await().until(() -> !told.isEmpty());
    assertUnavailable();
    assertThat(store.health().ready()).isFalse();
    assertThat(store.health().age()).isNull();

    feed.failWith(null);
    await().until(() -> store.health().ready());
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.active());
    assertThat(told).containsExactly("failing: down", "loaded 0");
  }

  @Test
  void whatOthersRevoke_isSeen() {
    feed.revoke(revocation("before the start"));
    followAndLoad();
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("before the start"));

    feed.revoke(new Revocation(Subject.organization("org_2"), TestClock.NOW, null, null, "later"));
    KeySubject other = KeySubject.builder("key_2", "int_2", "org_2").build();
    await().until(() -> store.statusOf(other).equals(KeyStatus.revoked("later")));
  }

  @Test
  void manyPages_areAllRead() {
    for (int i = 0; i < 25_000; i++) {
      feed.revoke(
          new Revocation(
              Subject.key("iss", "org_1", "int_1", "other_" + i),
              TestClock.NOW,
              null,
              null,
              "many"));
    }
    feed.revoke(revocation("the last"));
    followAndLoad();

    assertThat(store.health().entries()).isEqualTo(25_001);
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("the last"));
  }

  @Test
  void revocations_ofExtremeMoments_areTakenFromTheFeedAndFromTheCaller() {
    feed.revoke(new Revocation(Subject.agent("a"), Instant.MAX, null, Instant.MAX, "never"));
    feed.revoke(new Revocation(Subject.agent("a"), Instant.MIN, Instant.MIN, Instant.MIN, "old"));
    followAndLoad();

    writer().revoke(new Revocation(SUBJECT, Instant.MIN, null, Instant.MIN, "always"));

    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("always"));
    await().until(() -> store.health().cursor().position() == 3);
    assertThat(told).containsExactly("loaded 1");
  }

  @Test
  void ownRevocation_andSwitch_areInForceWhenTheCallReturns() {
    followAndLoad();
    for (int i = 0; i < 1_000; i++) {
      KeySubject key = KeySubject.builder("key_" + i, "int_" + i, "org_1").build();
      Subject integration = Subject.integration("int_" + i);
      assertThat(store.statusOf(key)).isEqualTo(KeyStatus.active());
      writer().setEnabled(integration, false, "off");
      assertThat(store.statusOf(key)).isEqualTo(KeyStatus.integrationDisabled());
      writer().setEnabled(integration, true, "on");
      assertThat(store.statusOf(key)).isEqualTo(KeyStatus.active());
      writer()
          .revoke(
              new Revocation(
                  Subject.key(null, "org_1", "int_" + i, "key_" + i),
                  TestClock.NOW,
                  null,
                  null,
                  "gone"));
      assertThat(store.statusOf(key)).isEqualTo(KeyStatus.revoked("gone"));
    }
  }

  @Test
  void revocation_whileTheEngine_isDownFailsAndIsInForceHere() {
    followAndLoad();
    feed.failWith(new StatusUnavailableException("down"));

    assertThatThrownBy(() -> writer().revoke(revocation("leaked")))
        .isInstanceOf(StatusUnavailableException.class);
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("leaked"));
  }

  @Test
  void switch_whileTheEngine_isDownFailsAndChangesNothing() {
    followAndLoad();
    feed.failWith(new StatusUnavailableException("down"));

    assertThatThrownBy(() -> writer().setEnabled(Subject.integration("int_1"), false, "off"))
        .isInstanceOf(StatusUnavailableException.class);
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.active());
  }

  @Test
  void outage_isBridgedUntilTheAnswersAreTooOld() {
    feed.revoke(new Revocation(Subject.organization("bad"), TestClock.NOW, null, null, "known"));
    followAndLoad();
    feed.failWith(new StatusUnavailableException("down"));
    await().until(() -> told.contains("failing: down"));

    clock.advance(Duration.ofSeconds(30));
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.active());
    clock.advance(Duration.ofMillis(1));
    assertUnavailable();
    assertThat(store.health().ready()).isFalse();
    assertThat(store.statusOf(KeySubject.builder("k", "i", "bad").build()))
        .as("revoked stays revoked")
        .isEqualTo(KeyStatus.revoked("known"));

    feed.failWith(null);
    await().until(() -> store.health().ready());
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.active());
    assertThat(told).containsExactly("loaded 1", "failing: down", "again");
  }

  @Test
  void monotonicTime_countsWhenTheClockStandsStill() {
    follow(new FeedSettings(POLL, Duration.ofMillis(200), false), clock);
    await().until(() -> store.health().ready());
    feed.failWith(new StatusUnavailableException("down"));

    await().untilAsserted(this::assertUnavailable);
  }

  @Test
  void allow_letsPassWhatIsNotKnownAndRefusesWhatIs() {
    feed.failWith(new StatusUnavailableException("down"));
    follow(new FeedSettings(POLL, Duration.ofSeconds(30), true), clock);
    await().until(() -> !told.isEmpty());
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.active());

    feed.failWith(null);
    feed.revoke(revocation("known"));
    await().until(() -> store.statusOf(KEY).equals(KeyStatus.revoked("known")));
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("broken"),
        new StackOverflowError(),
        new OutOfMemoryError("planted"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverTheFeed_throwsTheFollowingGoesOn(Throwable thrown) {
    followAndLoad();
    feed.failWith(thrown);
    await().until(() -> told.size() == 2);

    feed.failWith(null);
    feed.revoke(revocation("after"));
    await().until(() -> store.statusOf(KEY).equals(KeyStatus.revoked("after")));
    assertThat(told.get(1)).doesNotContain("broken").contains(thrown.getClass().getName());
  }

  @Test
  void anotherGeneration_isNoticedAndNothingPassesUntilANewStart() {
    feed.revoke(revocation("lost"));
    followAndLoad();
    feed.wipe("g2");

    await().until(() -> told.contains("replaced"));
    KeySubject other = KeySubject.builder("key_2", "int_2", "org_2").build();
    assertThatThrownBy(() -> store.statusOf(other)).isInstanceOf(StatusUnavailableException.class);
    assertThat(store.health().ready()).isFalse();
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("lost"));
  }

  @Test
  void olderCopy_isNoticedAlsoWhenItCatchesUp() {
    feed.revoke(revocation("kept"));
    feed.revoke(new Revocation(Subject.organization("o"), TestClock.NOW, null, null, "lost"));
    followAndLoad();
    feed.loseTheLast();
    await().until(() -> told.contains("replaced"));

    feed.revoke(new Revocation(Subject.organization("p"), TestClock.NOW, null, null, "new"));
    assertThatThrownBy(() -> store.statusOf(KeySubject.builder("k", "i", "q").build()))
        .isInstanceOf(StatusUnavailableException.class);
  }

  @Test
  void store_thatIsDown_isAskedAboutOnceASecond() throws InterruptedException {
    followAndLoad();
    feed.failWith(new StatusUnavailableException("down"));
    await().until(() -> told.contains("failing: down"));
    int before = feed.asked();
    Instant start = Instant.now();
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);

    long seconds = Duration.between(start, Instant.now()).toSeconds() + 1;
    // 10, 20, 40 … 640 ms to begin with, then one a second.
    assertThat(feed.asked() - before).isLessThanOrEqualTo((int) (8 + seconds));
  }

  @Test
  void feed_thatLeavesAnInterruptBehindIsFollowedOn() {
    followAndLoad();
    feed.beforeAnAnswer(() -> Thread.currentThread().interrupt());

    for (int i = 1; i <= 3; i++) {
      feed.revoke(new Revocation(Subject.agent("agt_" + i), TestClock.NOW, null, null, "leaked"));
      int position = i;
      await().until(() -> store.health().cursor().position() == position);
    }
  }

  @Test
  void interrupted_callerOfASwitchIsObeyedAndStaysInterrupted() {
    follow(new FeedSettings(Duration.ofSeconds(30), Duration.ofSeconds(90), false), clock);
    await().until(() -> store.health().ready());
    Thread.currentThread().interrupt();

    writer().setEnabled(Subject.integration("int_1"), false, "unpaid");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.integrationDisabled());
  }

  @Test
  void switch_thatCannotBeReadBackIsNoSuccess() {
    follow(new FeedSettings(Duration.ofSeconds(30), Duration.ofSeconds(90), false), clock);
    await().until(() -> store.health().ready());
    feed.beforeAnAnswer(
        () -> {
          throw new StatusUnavailableException("down");
        });

    assertThatThrownBy(() -> writer().setEnabled(Subject.integration("int_1"), false, "unpaid"))
        .isInstanceOf(StatusUnavailableException.class)
        .hasMessageContaining("stored");
  }

  @Test
  void close_whileTheFeedWaitsIsNoFailureOfTheStore() throws Exception {
    followAndLoad();
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    feed.beforeAnAnswer(
        () -> {
          waiting.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw new StatusUnavailableException("interrupted");
          }
        });
    waiting.await();

    store.close();

    interrupted.await();
    await().during(Duration.ofMillis(200)).until(() -> told.equals(List.of("loaded 0")));
  }

  @Test
  void clock_thatIsSetBackWhileTheFeedAnswersKeepsNoRevocationWaiting() {
    follow(SETTINGS, clock);
    await().until(() -> store.health().ready());
    AtomicBoolean once = new AtomicBoolean();
    feed.beforeAnAnswer(
        () -> {
          if (!once.getAndSet(true)) {
            feed.revoke(new Revocation(SUBJECT, clock.instant(), null, null, "leaked"));
            clock.advance(Duration.ofMinutes(-1));
          }
        });

    await().until(() -> store.health().cursor().position() == 1);
    assertThat(store.statusOf(KEY)).isEqualTo(KeyStatus.revoked("leaked"));
  }

  @Test
  void feed_thatPromisesMoreAndDoesNotTellItIsAFailureAndNotAskedAllTheTime() {
    AtomicInteger asked = new AtomicInteger();
    RevocationFeed broken =
        (cursor, max, wait) -> {
          asked.incrementAndGet();
          return new Page(cursor, List.of(), true);
        };
    store = ReplicatedStore.of(broken, SETTINGS, clock, events);

    await().until(() -> !told.isEmpty());
    await().pollDelay(Duration.ofMillis(500)).until(() -> true);

    assertThat(told.get(0)).startsWith("failing: it says that there is more");
    assertThat(asked).hasValueLessThan(20);
  }

  @Test
  void each_problemOfAnOutageIsToldOnce() {
    followAndLoad();
    for (String problem : List.of("down", "weak", "down", "weak")) {
      feed.failWith(new StatusUnavailableException(problem));
      await().until(() -> problem.equals(store.health().problem()));
    }
    feed.failWith(null);
    await().until(() -> told.contains("again"));
    feed.failWith(new StatusUnavailableException("down"));
    await().until(() -> told.size() == 5);

    assertThat(told)
        .containsExactly("loaded 0", "failing: down", "failing: weak", "again", "failing: down");
  }

  @Test
  void answer_thatIsTooOldIsCalledSo() {
    followAndLoad();
    CountDownLatch end = new CountDownLatch(1);
    feed.beforeAnAnswer(() -> awaitQuietly(end));
    clock.advance(Duration.ofSeconds(31));

    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> store.statusOf(KEY))
                    .isInstanceOf(StatusUnavailableException.class)
                    .hasMessage("its last answer is too old"));
    end.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
