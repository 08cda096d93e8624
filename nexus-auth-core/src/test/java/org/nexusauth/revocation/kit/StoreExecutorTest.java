package org.nexusauth.revocation.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;

@Timeout(60)
final class StoreExecutorTest {
  private final StoreExecutor thread =
      new StoreExecutor("store-thread-test", "the engine", Duration.ofMillis(200));
  private final StoreExecutor patient =
      new StoreExecutor("store-thread-test", "the engine", Duration.ofSeconds(30));

  @AfterEach
  void end() {
    thread.endNow();
    patient.endNow();
  }

  @Test
  void work_isDoneOnItsOwnDaemonThread() throws Exception {
    Thread found = patient.call(Thread::currentThread, Duration.ZERO, () -> {});

    assertThat(found.getName()).isEqualTo("store-thread-test");
    assertThat(found.isDaemon()).isTrue();
  }

  @Test
  void failure_isTheCause_butWhatTheCoreKnowsIsThrown() {
    IOException failure = new IOException("full");
    StatusUnavailableException unavailable = new StatusUnavailableException("away");
    StoreSettingException refused = new StoreSettingException("p", "wrong");

    assertThatThrownBy(() -> fail(failure))
        .isInstanceOf(ExecutionException.class)
        .hasCause(failure);
    assertThatThrownBy(() -> fail(unavailable)).isSameAs(unavailable);
    assertThatThrownBy(() -> fail(refused)).isSameAs(refused);
  }

  private void fail(Exception failure) throws ExecutionException {
    patient.call(
        () -> {
          throw failure;
        },
        Duration.ZERO,
        () -> {});
  }

  @Test
  void caller_whoWaitedLongEnoughIsToldSo_andWhatHasNotBegunIsNotDone() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    AtomicInteger givenUp = new AtomicInteger();
    AtomicBoolean second = new AtomicBoolean();

    assertThatThrownBy(
            () -> thread.call(() -> wait(stuck), Duration.ZERO, givenUp::incrementAndGet))
        .isInstanceOf(StatusUnavailableException.class)
        .hasMessage("no answer of the engine within PT0.2S");
    assertThatThrownBy(
            () ->
                thread.call(() -> second.getAndSet(true), Duration.ZERO, givenUp::incrementAndGet))
        .isInstanceOf(StatusUnavailableException.class);
    stuck.countDown();
    String third = thread.call(() -> "third", Duration.ofSeconds(30), givenUp::incrementAndGet);

    assertThat(third).isEqualTo("third");
    assertThat(second).isFalse();
    assertThat(givenUp).hasValue(2);
  }

  private static boolean wait(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return true;
  }

  @Test
  void interrupted_callerIsToldSo_andTheWorkIsNot() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                patient.call(
                    () -> {
                      begun.countDown();
                      stuck.await();
                      return done.getAndSet(true);
                    },
                    Duration.ZERO,
                    () -> {}))
        .isInstanceOf(StatusUnavailableException.class)
        .hasMessage("interrupted while waiting for the engine");
    assertThat(Thread.interrupted()).isTrue();
    stuck.countDown();
    patient.call(() -> true, Duration.ZERO, () -> {});

    assertThat(done.get()).isEqualTo(begun.getCount() == 0);
  }

  @Test
  void ended_takesNoWork_doesTheLastOne() {
    AtomicBoolean last = new AtomicBoolean();

    patient.endAfter(() -> last.set(true));
    patient.endAfter(() -> last.set(false));

    assertThat(patient.awaitEnd()).isTrue();
    assertThat(last).isTrue();
    assertThat(patient.hasEnded()).isTrue();
    assertThatThrownBy(() -> patient.call(() -> true, Duration.ZERO, () -> {}))
        .isInstanceOf(StatusUnavailableException.class)
        .hasMessage("the store is closed");
    patient.schedule(() -> last.set(false), Duration.ZERO);
    assertThat(last).isTrue();
  }

  @Test
  void later_isDoneAfterAPause_unlessItEndedMeanwhile() throws Exception {
    AtomicBoolean tooLate = new AtomicBoolean();

    CountDownLatch first = new CountDownLatch(1);
    patient.schedule(first::countDown, Duration.ofMillis(1));
    first.await();
    patient.schedule(() -> tooLate.set(true), Duration.ofSeconds(20));
    patient.endAfter(() -> {});

    assertThat(patient.awaitEnd()).isTrue();
    assertThat(tooLate).isFalse();
  }

  @Test
  void stuck_workIsNotWaitedForForEver() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    thread.schedule(() -> uninterruptibly(stuck), Duration.ZERO);

    thread.endAfter(() -> {});

    assertThat(thread.awaitEnd()).isFalse();
    stuck.countDown();
  }

  private static void uninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.onSpinWait();
    }
  }
}
