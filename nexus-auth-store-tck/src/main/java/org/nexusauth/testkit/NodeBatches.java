package org.nexusauth.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;

/** Numbers the batches of a node. Used by one thread. */
final class NodeBatches {
  private final String node;
  private long number;

  NodeBatches(String node) {
    this.node = node;
  }

  /** Returns the next batch, of what keys did. */
  UsageBatch next(KeyMinute... minutes) {
    return next(List.of(minutes), List.of());
  }

  /** Returns the next batch, of entries of the error log. */
  UsageBatch nextDenials(DeniedRequest... denials) {
    return next(List.of(), List.of(denials));
  }

  UsageBatch next(List<KeyMinute> minutes, List<DeniedRequest> denials) {
    List<Instant> times = new ArrayList<>(minutes.stream().map(KeyMinute::minute).toList());
    denials.forEach(denial -> times.add(denial.at()));
    Instant end = times.stream().max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    number++;
    return new UsageBatch(node, number, end, minutes, denials, 0);
  }

  /** Returns the next batch, of nothing, which is complete up to an instant. */
  UsageBatch nextUpTo(Instant completeUpTo) {
    number++;
    return new UsageBatch(node, number, completeUpTo, List.of(), List.of(), 0);
  }

  /** Leaves numbers out. */
  void skip(int numbers) {
    number += numbers;
  }
}
