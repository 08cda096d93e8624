package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;

/** An engine that counts, whose answers can be lost. */
final class PlantedLimits {
  private static final Duration LATE = Duration.ofSeconds(1);

  private final LimitBug bug;
  final MutableClock clock = MutableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  final MemoryLimitStore counters = new MemoryLimitStore(clock);
  final AtomicInteger announcements = new AtomicInteger();
  final String firstGeneration = "first";
  boolean away;

  PlantedLimits(LimitBug bug) {
    this.bug = bug;
  }

  Node open(Clock nodeClock) {
    Duration offset = Duration.between(Instant.now(), nodeClock.instant());
    return new Node(offset.truncatedTo(ChronoUnit.SECONDS));
  }

  /** A node of it. */
  final class Node implements LimitStore {
    private final MemoryLimitStore own = new MemoryLimitStore(clock);
    private final PlantedGrants grants = new PlantedGrants(bug, counters);
    private final PlantedCredits credits = new PlantedCredits(bug, counters);
    private final Duration clockError;
    boolean losesNextAnswer;

    Node(Duration clockError) {
      this.clockError = clockError;
    }

    @Override
    public List<Grant> take(List<Want> wants) {
      if (away && bug != LimitBug.GRANTS_IN_AN_OUTAGE) {
        throw new IllegalStateException("away");
      }
      List<Grant> taken = takeFromEngine(wants);
      if (!losesNextAnswer) {
        return taken;
      }
      losesNextAnswer = false;
      if (bug == LimitBug.REPEATS_A_LOST_TAKE) {
        return takeFromEngine(wants);
      }
      if (bug == LimitBug.UNDOES_A_LOST_TAKE) {
        counters.giveBack(List.of(PlantedCredits.unspent(wants.get(0), taken.get(0))));
      }
      throw new IllegalStateException("no answer");
    }

    private List<Grant> takeFromEngine(List<Want> wants) {
      if (bug == LimitBug.COUNTS_FOR_EACH_NODE) {
        return own.take(wants);
      }
      if (bug == LimitBug.COUNTS_BY_THE_NODES_CLOCK) {
        return takeAtAnotherTime(wants, clockError);
      }
      if (bug == LimitBug.GRANTS_AFTER_THE_END) {
        return takeAtAnotherTime(wants, LATE.negated()).stream()
            .map(one -> new Grant(one.tokens(), one.windows(), one.at().plus(LATE), "first"))
            .toList();
      }
      List<Grant> taken = nameGeneration(grants.take(wants));
      if (bug == LimitBug.CREDITS_BELOW_NOTHING) {
        return taken.stream()
            .map(one -> PlantedGrants.withUsed(one, Long.MAX_VALUE, -credits.below()))
            .toList();
      }
      return taken;
    }

    private List<Grant> takeAtAnotherTime(List<Want> wants, Duration error) {
      clock.advance(error);
      try {
        return counters.take(wants);
      } finally {
        clock.advance(error.negated());
      }
    }

    private List<Grant> nameGeneration(List<Grant> taken) {
      String name;
      if (bug == LimitBug.KEEPS_THE_GENERATION) {
        name = firstGeneration;
      } else if (bug == LimitBug.NAMES_A_GENERATION_A_NODE) {
        name = String.valueOf(System.identityHashCode(this));
      } else {
        return taken;
      }
      List<Grant> named = new ArrayList<>();
      for (Grant one : taken) {
        named.add(new Grant(one.tokens(), one.windows(), one.at(), name));
      }
      return named;
    }

    @Override
    public void giveBack(List<Unspent> unspent) {
      if (away) {
        throw new IllegalStateException("away");
      }
      credits.giveBack(unspent);
      if (losesNextAnswer) {
        losesNextAnswer = false;
        if (bug == LimitBug.REPEATS_A_LOST_GIVING_BACK) {
          credits.giveBack(unspent);
        }
        throw new IllegalStateException("no answer");
      }
    }

    @Override
    public int announce(String node) {
      if (away) {
        throw new IllegalStateException("away");
      }
      if (bug == LimitBug.COUNTS_EACH_ANNOUNCEMENT) {
        return announcements.incrementAndGet();
      }
      if (bug == LimitBug.KEEPS_SILENT_NODES) {
        announcements.updateAndGet(most -> Math.max(most, counters.announce(node)));
        return announcements.get();
      }
      return counters.announce(node);
    }

    @Override
    public void close() {}
  }
}
