package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.Limits;

/** A node of the real engine that is driven by virtual time instead of threads. */
final class SimulatedNode {
  /** Longer than that of the real thread, for the sake of speed. */
  private static final long REST = 250_000;

  final String name;
  final StoreHealth health = new StoreHealth();
  final LeaseTable table = new LeaseTable();
  final LeaseExchange exchange;
  final LeaseNode leases;
  private final SimulatedNetwork network;
  private final VirtualTime time;
  private final NodeClock clock;
  private final PassRecorder recorder;
  private final PlantedFault fault;
  private final List<Waiting> waiting = new ArrayList<>();
  private @Nullable StoreCall calling;
  private boolean alive = true;
  private boolean pumpDue;
  private boolean resting;
  private long stoppedUntil;

  /** By how much, and how much faster in millionths, a node's clock differs from the true time. */
  record NodeClock(long offsetMillis, int ppm) {
    long millisAt(long micros) {
      return Math.floorDiv(micros + micros / 1_000_000 * ppm, 1000L) + offsetMillis;
    }
  }

  /** A request that waits; the planted fault lets it pass before. */
  private record Waiting(KeyLease lease, boolean passed) {}

  SimulatedNode(String name, LimitSimulation simulation, NodeClock clock, LeaseRules rules) {
    this.name = name;
    this.network = simulation.network();
    this.time = simulation.time();
    this.recorder = simulation.recorder();
    this.fault = simulation.fault();
    this.clock = clock;
    this.exchange = new LeaseExchange(name, "simulated", health, table);
    this.leases = new LeaseNode(rules, health, exchange::giveBack);
    exchange.wakeBy(this::wakeUp);
    wakeUp();
  }

  long millis() {
    return clock.millisAt(time.micros());
  }

  boolean isAlive() {
    return alive;
  }

  void kill() {
    alive = false;
  }

  void stopUntil(long micros) {
    stoppedUntil = micros;
  }

  /** Runs an action, when the process is not stopped; then when it goes on. */
  private void whenRunning(Runnable action) {
    if (!alive) {
      return;
    }
    if (time.micros() < stoppedUntil) {
      time.at(stoppedUntil, () -> whenRunning(action));
      return;
    }
    action.run();
  }

  private void wakeUp() {
    if (alive && !pumpDue) {
      pumpDue = true;
      time.after(1, () -> whenRunning(this::pump));
    }
  }

  private void pump() {
    pumpDue = false;
    if (calling != null) {
      return;
    }
    long roundTrip = network.drawRoundTrip();
    long sentAt =
        fault == PlantedFault.LEASE_COUNTED_FROM_ANSWER
            ? clock.millisAt(time.micros() + roundTrip)
            : millis();
    StoreCall call = exchange.nextCall(sentAt);
    if (call == null) {
      restOnce();
      return;
    }
    calling = call;
    network.send(this, call, roundTrip);
  }

  private void restOnce() {
    if (!resting) {
      resting = true;
      time.after(
          REST,
          () -> {
            resting = false;
            wakeUp();
          });
    }
  }

  boolean isCalling(StoreCall call) {
    return calling == call;
  }

  void answered(StoreCall call) {
    whenRunning(
        () -> {
          if (calling == call) {
            calling = null;
            exchange.noteSuccess(call, millis());
            continueWaiting();
            wakeUp();
          }
        });
  }

  void failed(StoreCall call) {
    whenRunning(
        () -> {
          if (calling == call) {
            calling = null;
            exchange.noteFailure(call, millis(), new IllegalStateException("no answer"));
            continueWaiting();
            wakeUp();
          }
        });
  }

  void request(LeaseId id) {
    whenRunning(() -> charge(id));
  }

  private void charge(LeaseId id) {
    KeyLease lease = table.leaseOf(id, leases);
    long now = millis();
    lease.noteRequest(now);
    boolean byToken = lease.hasTokens();
    Limits limits = lease.trySpend(now);
    recorder.noteRequest(limits == null);
    if (limits == null) {
      boolean passed = fault == PlantedFault.SPENT_BEFORE_DEBIT;
      if (passed) {
        recorder.noteResult(this, id, lease.peek(now), true);
      }
      Waiting request = new Waiting(lease, passed);
      lease.startWaiting();
      waiting.add(request);
      time.after(StoreHealth.TIMEOUT * 1000, () -> whenRunning(() -> giveUp(request)));
    } else {
      recorder.noteResult(this, id, limits, byToken);
    }
    exchange.exchange(lease);
  }

  private void continueWaiting() {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting request = all.next();
      boolean byToken = request.lease.hasTokens();
      Limits limits = request.lease.trySpend(millis());
      if (limits != null) {
        all.remove();
        request.lease.stopWaiting();
        noteResult(request, limits, byToken);
      }
      exchange.exchange(request.lease);
    }
  }

  private void giveUp(Waiting request) {
    if (waiting.remove(request)) {
      request.lease.stopWaiting();
      noteResult(request, request.lease.spendWithoutStore(millis()), false);
    }
  }

  private void noteResult(Waiting request, Limits limits, boolean byToken) {
    if (!request.passed) {
      recorder.noteResult(this, request.lease.id(), limits, byToken);
    }
  }
}
