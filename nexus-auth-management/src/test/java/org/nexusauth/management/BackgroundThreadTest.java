package org.nexusauth.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.problem.ManagementException;

/** That nothing ends the background thread but its end. */
final class BackgroundThreadTest {
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Logger LOGGER = Logger.getLogger("org.nexusauth.management");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
  }

  private List<String> messages(String id) {
    return lines.stream().filter(line -> line.startsWith(id)).toList();
  }

  @Test
  void work_thatFails_isRepeatedAndLoggedOnceEachTimeItsStateChanges() {
    BackgroundThread background = new BackgroundThread("nexus-auth-management");
    AtomicInteger runs = new AtomicInteger();
    background.repeat(
        "the work",
        SOON,
        () -> {
          switch (runs.incrementAndGet()) {
            case 1, 2 -> throw ManagementException.unavailable("The database is away.", null);
            case 3 -> throw new NoClassDefFoundError("password=1234");
            case 6 -> throw new IllegalStateException("password=1234");
            default -> {}
          }
        });

    await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(7));
    background.endAfter("the end", () -> {}, Duration.ofSeconds(5));

    assertThat(messages("NEXUS-1423"))
        .containsExactly(
            "NEXUS-1423 the work failed, and is tried again: The database is away.",
            "NEXUS-1423 the work failed, and is tried again: java.lang.IllegalStateException");
    assertThat(messages("NEXUS-1424")).hasSize(2);
  }

  @Test
  void end_runsTheLastWorkOnce_afterTheRepeatedAndNothingMore() {
    BackgroundThread background = new BackgroundThread("nexus-auth-management");
    Queue<String> order = new ConcurrentLinkedQueue<>();
    background.repeat("the work", SOON, () -> order.add("work on " + threadName()));
    await().until(() -> !order.isEmpty());

    background.endAfter("the end", () -> order.add("end"), Duration.ofSeconds(5));
    background.endAfter("another end", () -> order.add("another"), Duration.ofSeconds(5));

    assertThat(order).contains("work on nexus-auth-management").endsWith("end");
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("nexus-auth-management")));
  }

  @Test
  void end_ofWorkThatHangs_interruptsIt() throws Exception {
    BackgroundThread background = new BackgroundThread("nexus-auth-management");
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    background.repeat(
        "the work",
        SOON,
        () -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
          }
        });

    started.await();
    background.endAfter("the end", () -> {}, Duration.ofMillis(50));

    await().untilAsserted(() -> assertThat(interrupted).hasValue(1));
  }

  private static String threadName() {
    return Thread.currentThread().getName();
  }
}
