package org.nexusauth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.LogRecorder;

/** How many are taken from whom, to the nanosecond. */
class FailureLimitTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final String SENDER = "203.0.113.7";

  /** Near the end of the numbers, where a sum would overflow. */
  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5 * MINUTE);

  private FailureLimit limit(int perMinute) {
    return new FailureLimit(perMinute, time::get);
  }

  private static int taken(FailureLimit limit, String sender, int attempts) {
    return (int) IntStream.range(0, attempts).filter(i -> limit.take(sender) == null).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 60, 600, 1_000_000})
  void take_atOneMoment_isAsManyAsTheLimit(int perMinute) {
    assertThat(taken(limit(perMinute), SENDER, perMinute + 10)).isEqualTo(perMinute);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 60, 600})
  void take_ofOneMore_waitsForTheEndOfTheWindow(int perMinute) {
    FailureLimit limit = limit(perMinute);
    taken(limit, SENDER, perMinute);

    Duration wait = limit.take(SENDER);
    assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
    time.addAndGet(wait.toNanos() - 1);
    assertThat(limit.take(SENDER)).isEqualTo(Duration.ofMillis(1));
    time.addAndGet(1);
    assertThat(taken(limit, SENDER, perMinute + 10)).isEqualTo(perMinute);
    assertThat(limit.take(SENDER)).isEqualTo(Duration.ofMinutes(1));
  }

  /** Else all that are held up would come back at the same time. */
  @Test
  void windows_ofManySenders_endAtManyTimes() {
    FailureLimit limit = limit(1);
    Set<Duration> waits = new HashSet<>();
    for (int i = 0; i < 250; i++) {
      taken(limit, "203.0.113." + i, 1);
      waits.add(limit.take("203.0.113." + i));
    }

    assertThat(waits).hasSizeGreaterThan(50);
  }

  @Test
  void take_afterAMinuteOrAnAgeOfRest_isTheLimitAndNoMore() {
    FailureLimit limit = limit(10);
    taken(limit, SENDER, 10);
    for (long rest : new long[] {MINUTE, MINUTE + 1, 2 * MINUTE}) {
      time.addAndGet(rest);
      assertThat(taken(limit, SENDER, 30)).isEqualTo(10);
    }
  }

  @Test
  void take_whereTime_goesBackIsDeniedAndGoesOn() {
    FailureLimit limit = limit(1);
    limit.take(SENDER);
    time.addAndGet(-MINUTE / 2);
    assertThat(limit.take(SENDER)).isNotNull();
    time.addAndGet(2 * MINUTE);
    assertThat(limit.take(SENDER)).isNull();
  }

  @Test
  void take_byOneSender_leavesTheOthersAlone() {
    FailureLimit limit = limit(2);
    assertThat(taken(limit, SENDER, 5)).isEqualTo(2);
    assertThat(taken(limit, "203.0.113.8", 5)).isEqualTo(2);
    assertThat(taken(limit, null, 5)).isEqualTo(2);
    assertThat(taken(limit, "", 5)).isZero();
    assertThat(taken(limit, "2001:db8:0:1::1", 5)).isEqualTo(2);
    assertThat(taken(limit, "2001:db8:0:1:ffff::2", 5)).isZero();
    assertThat(taken(limit, "2001:db8:0:2::1", 5)).isEqualTo(2);
  }

  @Test
  void giveBack_makesRoomForOneAndNeverForMoreThanTheLimit() {
    FailureLimit limit = limit(2);
    limit.giveBack(SENDER);
    assertThat(taken(limit, SENDER, 5)).isEqualTo(2);
    limit.giveBack(SENDER);
    assertThat(taken(limit, SENDER, 5)).isEqualTo(1);
    IntStream.range(0, 10).forEach(i -> limit.giveBack(SENDER));
    assertThat(taken(limit, SENDER, 5)).isEqualTo(2);
  }

  @Test
  void take_by64Threads_isTheLimitToTheNumber() throws Exception {
    for (int perMinute : new int[] {1, 10, 600}) {
      FailureLimit limit = limit(perMinute);
      AtomicInteger taken = new AtomicInteger();
      together(64, () -> taken.addAndGet(taken(limit, SENDER, 100)));

      assertThat(taken).hasValue(perMinute);
    }
  }

  private static void together(int threads, Runnable work) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(threads);
    List<Thread> all =
        IntStream.range(0, threads)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          start.countDown();
                          try {
                            start.await();
                          } catch (InterruptedException e) {
                            throw new AssertionError(e);
                          }
                          work.run();
                        }))
            .toList();
    all.forEach(Thread::start);
    for (Thread thread : all) {
      thread.join();
    }
  }

  /** An active address is not evicted for others that come once. */
  @Test
  void take_byAHundredThousandOthers_doesNotPardonWhoGoesOn() {
    FailureLimit limit = limit(3);
    taken(limit, SENDER, 3);
    int pardoned = 0;
    for (int i = 0; i < 100_000; i++) {
      limit.take("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
      pardoned += i % 100 == 0 ? taken(limit, SENDER, 1) : 0;
    }

    assertThat(pardoned).isZero();
  }

  @Test
  void warning_isOneForAFloodFromManyAndAnotherAfterTenMinutesOfQuiet() {
    FailureLimit limit = limit(1);
    LogRecorder.forget();
    for (int i = 0; i < 100; i++) {
      taken(limit, "203.0.113." + i, 3);
    }
    assertThat(LogRecorder.messages("NEXUS-1050"))
        .singleElement()
        .asString()
        .contains("203.0.113.0 sent more than 1 invalid keys a minute");

    time.addAndGet(10 * MINUTE - 1);
    taken(limit, SENDER, 2);
    assertThat(LogRecorder.messages("NEXUS-1050")).hasSize(1);
    time.addAndGet(10 * MINUTE);
    taken(limit, SENDER, 2);
    assertThat(LogRecorder.messages("NEXUS-1050")).hasSize(2);
  }
}
