package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;

/** Questions of tools about keys, beside those of requests. Thread-safe. */
final class Inspections {
  private final Queue<Inspection> queue = new ConcurrentLinkedQueue<>();

  private record Inspection(Want want, CompletableFuture<Grant> answer) {}

  /** Adds a question; its answer completes exceptionally when the store does not answer. */
  CompletableFuture<Grant> add(Want want) {
    Inspection inspection = new Inspection(want, new CompletableFuture<>());
    queue.add(inspection);
    return inspection.answer;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  StoreCall nextCall() {
    List<Inspection> batch = new ArrayList<>();
    LeaseExchange.pollInto(batch, queue, LeaseExchange.BATCH);
    return new InspectCall(batch);
  }

  void failAll() {
    if (!queue.isEmpty()) {
      nextCall().fail();
    }
  }

  private static final class InspectCall implements StoreCall {
    private final List<Inspection> batch;
    private List<Grant> grants = List.of();

    InspectCall(List<Inspection> batch) {
      this.batch = batch;
    }

    @Override
    public void perform(LimitStore store) {
      grants = Grants.take(store, batch.stream().map(Inspection::want).toList());
    }

    @Override
    public void succeed(long now) {
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer.complete(grants.get(i));
      }
    }

    @Override
    public void fail() {
      IllegalStateException problem = new IllegalStateException("the store does not answer");
      batch.forEach(inspection -> inspection.answer.completeExceptionally(problem));
    }
  }
}
