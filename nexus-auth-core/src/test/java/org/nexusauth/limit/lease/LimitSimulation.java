package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.nexusauth.config.LimitSettings.OnUnavailable;
import org.nexusauth.limit.lease.LoadPattern.Arrival;
import org.nexusauth.limit.lease.Scenario.Disturbance;
import org.nexusauth.limit.lease.SimulatedNode.NodeClock;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** Runs the real engine of leases on several nodes, in virtual time. */
final class LimitSimulation {
  private static final long SECOND = 1_000_000;
  private static final long STORE_EPOCH = 1_790_000_000_000L;
  private static final long WARM_UP = 2 * SECOND;

  private final Scenario scenario;
  private final Random random;
  private final PlantedFault fault;
  private final VirtualTime time = new VirtualTime();
  private final PassRecorder recorder;
  private final SimulatedStore store;
  private final SimulatedNetwork network;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final SubjectId key;
  private final long horizon;
  private final long storeStart;
  private LimitPlan plan;
  private long duration;
  private int started;

  LimitSimulation(Scenario scenario, PlantedFault fault, boolean tracing) {
    this.scenario = scenario;
    this.fault = fault;
    this.random = new Random(scenario.seed());
    this.plan = scenario.plan();
    this.key = new SubjectId(Subject.Kind.KEY, random.nextLong(), 1);
    this.recorder = new PassRecorder(this::storeMillis, tracing);
    this.store = new SimulatedStore(this::storeMillis);
    this.network = new SimulatedNetwork(time, random, store, this::storeMillis, fault);
    this.horizon = horizonOf(plan);
    this.duration = horizon;
    this.storeStart = startOf(plan.policies(), key, horizon);
  }

  /** Two windows of the shortest policy, or, of a long one, a minute before and after its end. */
  private static long horizonOf(LimitPlan plan) {
    int shortest = plan.policies().get(0).windowSeconds();
    return Math.min(Math.max(60, 2L * shortest), 120) * SECOND;
  }

  /** Returns when to start so that the key's longest window ends halfway. */
  private static long startOf(List<LimitPolicy> policies, SubjectId key, long horizon) {
    LimitPolicy longest = policies.get(policies.size() - 1);
    long window = longest.windowAt(STORE_EPOCH / 1000, key.high());
    return longest.endOf(window, key.high()) * 1000 - (WARM_UP + horizon / 2) / 1000;
  }

  private long storeMillis() {
    return storeStart + time.micros() / 1000;
  }

  VirtualTime time() {
    return time;
  }

  SimulatedNetwork network() {
    return network;
  }

  PassRecorder recorder() {
    return recorder;
  }

  PlantedFault fault() {
    return fault;
  }

  /** Goes on for four times as long after what goes wrong. */
  PassRecorder runLonger() {
    duration = 5 * horizon;
    return run();
  }

  PassRecorder run() {
    for (int i = 0; i < scenario.nodes(); i++) {
      nodes.add(startNode());
    }
    network.setLatency(
        random.nextBoolean() ? 800 : 20_000, scenario.has(Disturbance.LOSS) ? 0.02 : 0);
    network.setCallTimeout(SECOND / 2 + random.nextInt((int) SECOND));
    if (scenario.has(Disturbance.LOSS)) {
      network.loseCalls(0.03);
      time.at(WARM_UP + horizon, network::recover);
    }
    scheduleRequests();
    scheduleDisturbances();
    time.runUntil(WARM_UP + duration + 3 * SECOND);
    return recorder;
  }

  private SimulatedNode startNode() {
    NodeClock clock = new NodeClock(storeStart, 0);
    if (scenario.has(Disturbance.CLOCKS)) {
      long offset = random.nextInt(600_000) - 300_000L;
      clock = new NodeClock(storeStart + offset, random.nextInt(800) - 400);
    }
    return new SimulatedNode(
        "n" + started++, this, clock, new LeaseRules(false, OnUnavailable.LOCAL));
  }

  /** A little more than twice of what the shortest window allows. */
  private void scheduleRequests() {
    LimitPolicy shortest = plan.policies().get(0);
    double windows = Math.max(2, (double) duration / SECOND / shortest.windowSeconds());
    int n = (int) (windows * shortest.quota() * 2.2) + 20;
    List<Arrival> arrivals = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      arrivals.add(scenario.load().draw(i, n, duration, scenario.nodes(), random));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    requestAll(arrivals.iterator());
  }

  private void requestAll(Iterator<Arrival> arrivals) {
    if (arrivals.hasNext()) {
      Arrival next = arrivals.next();
      time.at(
          WARM_UP + next.at(),
          () -> {
            request(next.node());
            requestAll(arrivals);
          });
    }
  }

  private void request(int node) {
    nodes.get(node).request(new LeaseId(key, plan));
  }

  private long someTime() {
    return WARM_UP + (long) (random.nextDouble() * horizon);
  }

  private SimulatedNode someNode() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void scheduleDisturbances() {
    for (Disturbance one : scenario.disturbances()) {
      switch (one) {
        case KILLS -> {
          time.at(someTime(), this::replaceSomeNode);
          time.at(someTime(), this::replaceSomeNode);
        }
        case STOPS -> {
          for (int i = 0; i < 3; i++) {
            time.at(someTime(), this::stopSomeNode);
          }
        }
        case PAUSE -> {
          long edge = WARM_UP + horizon / 2 - random.nextInt(2_000_000);
          time.at(edge, () -> network.pauseStoreUntil(time.micros() + 2 * SECOND));
        }
        case PLAN_CHANGE ->
            time.at(someTime(), () -> plan = LimitPlan.parse("p2", scenario.policies()));
        case OUTAGE -> outage();
        case HANG -> {
          long hang = 3 * SECOND + random.nextInt(10_000_000);
          time.at(someTime(), () -> network.pauseStoreUntil(time.micros() + hang));
        }
        case PARTITION -> partition();
        case EMPTIED -> time.at(someTime(), this::emptyStore);
        default -> {}
      }
    }
  }

  private void emptyStore() {
    recorder.trace("store emptied");
    store.loseCounters();
  }

  private void replaceSomeNode() {
    int i = random.nextInt(nodes.size());
    nodes.get(i).kill();
    nodes.set(i, startNode());
    recorder.trace("a node was killed");
  }

  private void stopSomeNode() {
    recorder.trace("a node is stopped");
    someNode().stopUntil(time.micros() + random.nextInt((int) (20 * SECOND)));
  }

  private void outage() {
    long length = SECOND / 2 + (long) (random.nextDouble() * horizon / 2);
    time.at(
        someTime(),
        () -> {
          recorder.trace("the store is down");
          network.setDown(true);
          time.after(
              length,
              () -> {
                recorder.trace("the store is back");
                network.setDown(false);
              });
        });
  }

  private void partition() {
    long length = SECOND + (long) (random.nextDouble() * horizon / 2);
    time.at(
        someTime(),
        () -> {
          SimulatedNode node = someNode();
          recorder.trace(node.name + " is cut off");
          network.cutOff(node);
          time.after(length, () -> network.connect(node));
        });
  }

  /** Returns the quota of the policy of a window length. */
  static int quotaOf(LimitPlan plan, int windowSeconds) {
    return plan.policies().stream()
        .filter(policy -> policy.windowSeconds() == windowSeconds)
        .findFirst()
        .orElseThrow()
        .quota();
  }
}
