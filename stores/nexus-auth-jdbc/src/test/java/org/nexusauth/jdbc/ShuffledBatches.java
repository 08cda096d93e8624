package org.nexusauth.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StatusUnavailableException;

/** A node that takes tokens of the same keys as others, each time in another order. */
final class ShuffledBatches implements Callable<Integer>, AutoCloseable {
  static final int KEYS = 500;
  static final int QUOTA = 10;

  /** Long: of five hundred windows of an hour one often ends while the test runs. */
  private static final LimitPlan MONTH = LimitPlan.parse("default", QUOTA + "/PT720H");

  private static final int BATCHES = 6;

  private final LimitStore node;
  private final Random random;
  private final List<Integer> numbers = new ArrayList<>(IntStream.range(0, KEYS).boxed().toList());
  private final List<String> failures = new ArrayList<>();
  private int granted;

  ShuffledBatches(LimitStore node, int seed) {
    this.node = node;
    this.random = new Random(seed);
  }

  @Override
  public Integer call() {
    for (int i = 0; i < BATCHES; i++) {
      Collections.shuffle(numbers, random);
      try {
        giveSomeBack(takeAll());
      } catch (StatusUnavailableException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    return granted;
  }

  /** Takes tokens of all keys, and returns one of each two of them. */
  private List<Unspent> takeAll() {
    List<Want> wants =
        numbers.stream()
            .map(number -> new Want(LimitEngineTests.key(number), MONTH, 2, List.of()))
            .toList();
    List<Grant> grants = node.take(wants);
    List<Unspent> unspent = new ArrayList<>();
    for (int i = 0; i < grants.size(); i++) {
      Grant grant = grants.get(i);
      granted += grant.tokens();
      if (grant.tokens() > 1) {
        List<Long> windows = List.of(grant.windows().get(0).index());
        unspent.add(new Unspent(wants.get(i).key(), MONTH, windows, 1));
      }
    }
    return unspent;
  }

  private void giveSomeBack(List<Unspent> unspent) {
    Collections.shuffle(unspent, random);
    granted -= unspent.size();
    node.giveBack(unspent);
  }

  int granted() {
    return granted;
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    node.close();
  }
}
