package org.nexusauth.limit.lease;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/** Carries the calls of nodes to the store, and loses or delays some. */
final class SimulatedNetwork {
  private final VirtualTime time;
  private final Random random;
  private final SimulatedStore store;
  private final LongSupplier storeClock;
  private final PlantedFault fault;
  private final Set<SimulatedNode> cutOff = new HashSet<>();
  private long typicalMicros = 800;
  private long callTimeout = 1_000_000;
  private double lossRate;
  private double slowRate;
  private boolean down;
  private long pausedUntil;

  SimulatedNetwork(
      VirtualTime time,
      Random random,
      SimulatedStore store,
      LongSupplier storeClock,
      PlantedFault fault) {
    this.time = time;
    this.random = random;
    this.store = store;
    this.storeClock = storeClock;
    this.fault = fault;
  }

  void setLatency(long micros, double slow) {
    typicalMicros = micros;
    slowRate = slow;
  }

  void loseCalls(double rate) {
    lossRate = rate;
  }

  /** From now on nothing is lost or slow. */
  void recover() {
    lossRate = 0;
    slowRate = 0;
  }

  void setCallTimeout(long micros) {
    callTimeout = micros;
  }

  /** From now on connections are refused, or are not. */
  void setDown(boolean value) {
    down = value;
  }

  /** What arrives before a time is executed then. */
  void pauseStoreUntil(long micros) {
    pausedUntil = micros;
  }

  void cutOff(SimulatedNode node) {
    cutOff.add(node);
  }

  void connect(SimulatedNode node) {
    cutOff.remove(node);
  }

  long drawRoundTrip() {
    long roundTrip = typicalMicros / 2 + (long) (random.nextDouble() * typicalMicros);
    if (random.nextDouble() < slowRate) {
      roundTrip += (long) (random.nextDouble() * 600_000);
    }
    return roundTrip;
  }

  void send(SimulatedNode node, StoreCall call, long roundTrip) {
    if (down) {
      time.after(roundTrip, () -> node.failed(call));
      return;
    }
    time.after(callTimeout, () -> giveUp(node, call));
    boolean lost = cutOff.contains(node) || random.nextDouble() < lossRate;
    if (!lost) {
      time.after(roundTrip / 2, () -> execute(node, call, roundTrip - roundTrip / 2));
    }
  }

  private void execute(SimulatedNode node, StoreCall call, long wayBack) {
    if (time.micros() < pausedUntil) {
      time.at(pausedUntil + random.nextInt(500), () -> execute(node, call, wayBack));
      return;
    }
    if (down) {
      node.failed(call);
      return;
    }
    store.readClock(fault == PlantedFault.WINDOW_BY_NODE_CLOCK ? node::millis : storeClock);
    call.perform(store);
    boolean lost = cutOff.contains(node) || random.nextDouble() < lossRate;
    if (!lost) {
      time.after(wayBack, () -> node.answered(call));
    } else if (fault == PlantedFault.GIVE_BACK_REPEATED && isGiveBack(call)) {
      call.perform(store);
    }
    store.readClock(storeClock);
  }

  private static boolean isGiveBack(StoreCall call) {
    return call.getClass().getSimpleName().equals("GiveBackCall");
  }

  private void giveUp(SimulatedNode node, StoreCall call) {
    if (fault == PlantedFault.LOST_ANSWER_TAKEN_AS_GRANT && node.isCalling(call)) {
      call.perform(new SimulatedStore(storeClock));
      node.answered(call);
    } else {
      node.failed(call);
    }
  }
}
