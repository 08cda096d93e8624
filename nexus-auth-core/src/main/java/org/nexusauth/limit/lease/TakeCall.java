package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;

/** Asks the store for the tokens of many leases at once. */
final class TakeCall implements StoreCall {
  private final LeaseExchange exchange;
  private final List<KeyLease> leases;
  private final List<Want> wants;
  private final long sentAt;
  private List<Grant> grants = List.of();

  /** Creates a call for leases that say that they are asking. */
  TakeCall(LeaseExchange exchange, List<KeyLease> leases, long now) {
    this.exchange = exchange;
    this.leases = leases;
    this.sentAt = now;
    this.wants = new ArrayList<>(leases.size());
    for (KeyLease lease : leases) {
      synchronized (lease) {
        wants.add(lease.want(now));
      }
    }
  }

  @Override
  public void perform(LimitStore store) {
    grants = Grants.take(store, wants);
  }

  @Override
  public void succeed(long now) {
    if (exchange.startsAnew(grants, now)) {
      forEach((lease, i) -> lease.discard(wants.get(i), grants.get(i)));
      return;
    }
    forEach(
        (lease, i) -> {
          lease.accept(grants.get(i), sentAt, now);
          exchange.noteHolder(lease);
        });
  }

  @Override
  public void fail() {
    forEach((lease, i) -> lease.fail(wants.get(i)));
  }

  /** Returns a want of one of the leases that changes nothing. */
  Want probe() {
    return new Want(wants.get(0).key(), wants.get(0).plan(), 0, List.of());
  }

  /** What is done with one lease. */
  private interface Step {
    void apply(KeyLease lease, int index);
  }

  private void forEach(Step step) {
    for (int i = 0; i < leases.size(); i++) {
      KeyLease lease = leases.get(i);
      synchronized (lease) {
        step.apply(lease, i);
        lease.notifyAll();
      }
    }
  }
}
