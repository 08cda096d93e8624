package org.nexusauth.faults.limit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.faults.limit.LoggedDecision.Outcome;
import org.nexusauth.faults.node.SettingsFile;

/**
 * A node in a process of its own: a gate that decides the requests of loads, which it reads from
 * the standard input, and logs each decision before the next one.
 */
public final class LimitNodeMain {
  /** Says that the gate is open. */
  static final String READY = "ready";

  /** Says that a load has ended. */
  static final String DONE = "done";

  private static final int THREADS = 8;
  private static final ThreadMXBean THREAD_COUNTERS = ManagementFactory.getThreadMXBean();

  private final ApiKeyGate gate;
  private final List<GateRequest> requests;
  private final FileChannel log;

  private LimitNodeMain(ApiKeyGate gate, List<GateRequest> requests, FileChannel log) {
    this.gate = gate;
    this.requests = requests;
    this.log = log;
  }

  /**
   * Arguments: a file of the gate's properties, one with a key a line, the log, and how many
   * milliseconds the gate's clock is ahead.
   */
  public static void main(String[] arguments) throws Exception {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMillis(Long.parseLong(arguments[3])));
    List<GateRequest> requests =
        Files.readAllLines(Path.of(arguments[1])).stream().map(LimitNodeMain::requestWith).toList();
    try (ApiKeyGate gate =
            ApiKeyGate.builder(SettingsFile.read(Path.of(arguments[0]))).clock(clock).build();
        FileChannel log =
            FileChannel.open(
                Path.of(arguments[2]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      new LimitNodeMain(gate, requests, log).serve();
    }
  }

  private static GateRequest requestWith(String key) {
    return new GateRequest(List.of(key), "GET", "/api/hello", "127.0.0.1", "load", null);
  }

  private void serve() throws IOException {
    // The last key is for warming up.
    for (int i = 0; i < 300; i++) {
      decide(requests.size() - 1);
    }
    System.out.println(READY);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      LimitLoad load = LimitLoad.parse(line);
      new Thread(() -> run(load)).start();
    }
  }

  private void run(LimitLoad load) {
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    long start = System.nanoTime();
    double elapsed = 0;
    long sent = 0;
    while (elapsed < load.millis()) {
      elapsed = (System.nanoTime() - start) / 1e6;
      for (long due = load.dueAfter(elapsed); sent < due; sent++) {
        int key = load.firstKey() + (int) (sent % load.keys());
        workers.execute(() -> decide(key));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    workers.shutdown();
    try {
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.println(DONE);
  }

  private void decide(int key) {
    long waits = waitsOfThisThread();
    long startedAt = System.currentTimeMillis();
    Decision decision = gate.decide(requests.get(key), Requirement.NONE);
    long endedAt = System.currentTimeMillis();
    boolean waited = waitsOfThisThread() > waits;
    write(new LoggedDecision(startedAt, endedAt, key, outcomeOf(decision), waited));
  }

  private static long waitsOfThisThread() {
    return THREAD_COUNTERS.getThreadInfo(Thread.currentThread().getId()).getWaitedCount();
  }

  private static Outcome outcomeOf(Decision decision) {
    if (!(decision instanceof Denied denied)) {
      return Outcome.PASSED;
    }
    if (denied.limits() == null || !denied.limits().isExceeded()) {
      return Outcome.OTHER;
    }
    if (denied.limits().isUnknown()) {
      return Outcome.UNKNOWN;
    }
    return Outcome.LIMITED;
  }

  /** What is written survives the process. */
  private void write(LoggedDecision decision) {
    try {
      log.write(ByteBuffer.wrap(decision.toLine().getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
