package org.nexusauth.faults.own;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** Threads that send requests with a key while another one revokes it, key by key. */
final class Race {
  private static final int READERS = 2;

  private final ApiKeyGate gate;
  private final TestKeys keys;
  private final AtomicLong granted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong wronglyPassed = new AtomicLong();
  private volatile Turn turn;
  private volatile boolean over;

  /** A key and whether it was revoked; the flag is set after {@code revoke} has returned. */
  private static final class Turn {
    final GateRequest request;
    volatile boolean revoked;

    Turn(TestKey key) {
      request = new GateRequest(List.of(key.text()), "GET", "/api", "127.0.0.1", "r", null);
    }
  }

  Race(ApiKeyGate gate, TestKeys keys) {
    this.gate = gate;
    this.keys = keys;
  }

  void run(int count) throws InterruptedException {
    RevocationWriter writer = gate.revocationWriter().orElseThrow();
    turn = new Turn(keys.key());
    List<Thread> readers =
        java.util.stream.Stream.generate(() -> new Thread(this::read)).limit(READERS).toList();
    readers.forEach(Thread::start);
    try {
      for (int i = 0; i < count; i++) {
        TestKey key = keys.key();
        Turn next = new Turn(key);
        awaitGranted(next);
        turn = next;
        writer.revoke(key.revocation("leaked"));
        next.revoked = true;
        judge(next);
      }
    } finally {
      over = true;
      for (Thread reader : readers) {
        reader.join();
      }
    }
  }

  /** Its caches are warm then. The first load may not have ended yet. */
  private void awaitGranted(Turn next) {
    while (!isGranted(next)) {
      Thread.onSpinWait();
    }
  }

  private void read() {
    while (!over) {
      judge(turn);
    }
  }

  private void judge(Turn current) {
    boolean revokedBefore = current.revoked;
    boolean passed = isGranted(current);
    (passed ? granted : refused).incrementAndGet();
    if (passed && revokedBefore) {
      wronglyPassed.incrementAndGet();
    }
  }

  private boolean isGranted(Turn current) {
    return gate.decide(current.request, Requirement.NONE) instanceof Granted;
  }

  long wronglyPassed() {
    return wronglyPassed.get();
  }

  long refused() {
    return refused.get();
  }

  @Override
  public String toString() {
    return "%s granted, %s refused, %s wrongly passed"
        .formatted(granted.get(), refused.get(), wronglyPassed.get());
  }
}
