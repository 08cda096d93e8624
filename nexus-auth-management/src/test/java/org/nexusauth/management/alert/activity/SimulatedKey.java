package org.nexusauth.management.alert.activity;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.nexusauth.event.Outcome;
import org.nexusauth.usage.store.KeyId;

/** The requests of a key that are made up: the same ones for the same seed, minute by minute. */
final class SimulatedKey {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int FEW = 30;

  final KeyId id;
  final Habit habit;
  private final long seed;
  private double noise;
  private final Map<Outcome, Habit> shares = new HashMap<>();

  SimulatedKey(String name, long seed, Habit habit) {
    this.id = new KeyId("acme", "int-" + name, name);
    this.seed = seed * SPREAD;
    this.habit = habit;
  }

  /** The rate itself varies from minute to minute. */
  SimulatedKey withNoise(double deviation) {
    noise = deviation;
    return this;
  }

  /** A share of the requests has another outcome than 2xx. */
  SimulatedKey with(Outcome outcome, Habit share) {
    shares.put(outcome, share);
    return this;
  }

  Map<Outcome, Long> requestsIn(long minute) {
    double rate = habit.rateAt(minute);
    if (rate <= 0) {
      return Map.of();
    }
    SplittableRandom random = new SplittableRandom(seed ^ (minute * SPREAD));
    if (noise > 0) {
      rate *= Math.max(0, 1 + noise * normal(random));
    }
    Map<Outcome, Long> found = new HashMap<>();
    double rest = 1;
    for (Map.Entry<Outcome, Habit> share : shares.entrySet()) {
      double part = share.getValue().rateAt(minute);
      rest -= part;
      addSome(found, share.getKey(), draw(random, rate * part));
    }
    addSome(found, Outcome.ofStatus(200), draw(random, rate * Math.max(0, rest)));
    return found;
  }

  private static void addSome(Map<Outcome, Long> found, Outcome outcome, long number) {
    if (number > 0) {
      found.put(outcome, number);
    }
  }

  private static long draw(SplittableRandom random, double mean) {
    if (mean >= FEW) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long number = 0;
    while (product > limit) {
      product *= random.nextDouble();
      number++;
    }
    return number;
  }

  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
