package org.nexusauth.revocation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.TestClock;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.StatusUnavailableException;

/** T06: very many requests ask a store that is stuck; few wait in it, and nobody waits for ever. */
final class SlowStoresTest {
  private static final int STACK = 64 * 1024;

  private final CountDownLatch stuck = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final RemoteStore remote =
      RemoteStore.of(
          this::slow,
          new RemoteStoreSettings(Duration.ofMillis(200), Duration.ZERO, Duration.ofSeconds(30)),
          new TestClock());

  /** Deaf to interrupts, as a driver that waits for a socket is. */
  private KeyStatus slow(KeySubject key) {
    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
    while (stuck.getCount() > 0) {
      try {
        stuck.await();
      } catch (InterruptedException ignored) {
        // Deaf.
      }
    }
    inside.decrementAndGet();
    return KeyStatus.active();
  }

  @AfterEach
  void end() {
    stuck.countDown();
    remote.close();
  }

  @Test
  void thousandRequests_atAStuckStore_areBoundedAndOverInTime() throws InterruptedException {
    ask(1_000);
  }

  @Test
  @Tag("deep")
  @Timeout(120)
  void tenThousandRequests_atAStuckStore_areBoundedAndOverInTime() throws InterruptedException {
    ask(10_000);
  }

  private void ask(int requests) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      KeySubject key = key(i);
      Runnable one = () -> askOnce(start, key);
      Thread thread = new Thread(null, one, "request", STACK);
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join(30_000);
    }

    assertThat(threads).noneMatch(Thread::isAlive);
    assertThat(surprises).isEmpty();
    assertThat(unavailable).hasValue(requests);
    assertThat(mostInside).hasPositiveValue().hasValueLessThanOrEqualTo(64);
    nothingSticks();
  }

  private void askOnce(CountDownLatch start, KeySubject key) {
    try {
      start.await();
      remote.statusOf(key);
      surprises.add(new AssertionError("an answer from a stuck store"));
    } catch (StatusUnavailableException e) {
      unavailable.incrementAndGet();
    } catch (InterruptedException | RuntimeException | Error e) {
      surprises.add(e);
    }
  }

  private void nothingSticks() {
    stuck.countDown();
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(remote.statusOf(key(0))).isEqualTo(KeyStatus.active()));
    await().untilAsserted(() -> assertThat(inside).hasValue(0));
    remote.close();
    await().untilAsserted(() -> assertThat(threadsOfTheStore()).isEmpty());
  }

  private static List<String> threadsOfTheStore() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter("nexus-auth-status"::equals)
        .toList();
  }

  private static KeySubject key(int number) {
    return KeySubject.builder("key_" + number, "int_1", "org_1").build();
  }
}
