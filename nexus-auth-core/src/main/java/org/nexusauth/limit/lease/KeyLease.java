package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.LimitSettings.OnUnavailable;
import org.nexusauth.limit.LimitPlan;
import org.nexusauth.limit.LimitPolicy;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.lease.StoreHealth.Mode;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.SubjectId;

/**
 * What one node holds of one key's limits: tokens that the store has debited and the node has not
 * spent. It neither blocks nor calls the store; whoever uses it does. Times are milliseconds of the
 * node's clock. Every method needs the lock of this object.
 *
 * <p>A lease is of one token at first, doubles when it was used up within {@link
 * LeaseRules#SHORT_LEASE}, halves otherwise, and is at most the rest divided by twice the number of
 * nodes. Tokens are spent only before the first of the windows ends that they were debited from.
 */
final class KeyLease {
  private final SubjectId key;
  private final LeaseRules rules;
  private final StoreHealth health;
  private final Consumer<Unspent> outbox;
  private LimitPlan plan;
  private LeaseWindow[] windows;

  private int tokens;
  private List<Long> heldFrom = List.of();
  private long usableUntil;
  private long leasedAt;
  private int size = 1;

  /** A bit for each policy of which the store had nothing left, and until when that holds. */
  private int exhausted;

  private long exhaustedUntil;
  private long askedAt;
  private long usedAt;
  private int leases;
  private int waiters;
  private boolean more;
  private boolean asking;
  private boolean retired;

  KeyLease(
      SubjectId key,
      LimitPlan plan,
      LeaseRules rules,
      StoreHealth health,
      Consumer<Unspent> outbox) {
    this.key = key;
    this.plan = plan;
    this.rules = rules;
    this.health = health;
    this.outbox = outbox;
    this.windows = newWindows(plan);
  }

  private static LeaseWindow[] newWindows(LimitPlan plan) {
    LeaseWindow[] all = new LeaseWindow[plan.policies().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new LeaseWindow();
    }
    return all;
  }

  /**
   * Spends a token, or denies, by what is known here.
   *
   * @return null when only the store can tell: ask it, and try again
   */
  @Nullable Limits trySpend(LimitPlan current, long now) {
    moveOn(current, now);
    usedAt = now;
    if (plan.policies().isEmpty()) {
      return describe(now, 0);
    }
    if (tokens > 0) {
      return spendToken(now);
    }
    if (isExhausted(now)) {
      more = now - askedAt >= LeaseRules.ASK_AGAIN;
      return describe(now, exhausted);
    }
    return switch (health.mode(now)) {
      case SHARED -> {
        more = true;
        yield null;
      }
      case HOLDING -> denyForNow(now);
      case LOCAL -> spendLocally(now);
    };
  }

  /** Denies, or counts locally, a request that waited for the store in vain. */
  Limits spendWithoutStore(LimitPlan current, long now) {
    moveOn(current, now);
    if (health.mode(now) == Mode.LOCAL) {
      return spendLocally(now);
    }
    return denyForNow(now);
  }

  /** Returns what is left, and charges nothing. */
  Limits peek(LimitPlan current, long now) {
    moveOn(current, now);
    return describe(now, 0);
  }

  private Limits spendToken(long now) {
    tokens--;
    for (LeaseWindow window : windows) {
      window.spent++;
    }
    if (tokens == 0) {
      resize(now);
      // A key that came once is not worth a token in hand on each node.
      more = !rules.exact() && leases > 1 && exhausted == 0;
    }
    return describe(now, 0);
  }

  private void resize(long now) {
    if (now - leasedAt <= LeaseRules.SHORT_LEASE) {
      size = Math.min(size * 2, LimitPolicy.MAX_QUOTA / 2);
    } else {
      size = Math.max(1, size / 2);
    }
  }

  private boolean isExhausted(long now) {
    return exhausted != 0 && now < exhaustedUntil;
  }

  private Limits denyForNow(long now) {
    return Limits.unknown(plan, health.storeMillis(now), ends());
  }

  /** Counts by this node alone, up to what it may in an outage. */
  private Limits spendLocally(long now) {
    if (rules.onUnavailable() == OnUnavailable.DENY) {
      return denyForNow(now);
    }
    int exceeded = 0;
    for (int i = 0; i < windows.length; i++) {
      if (localRest(i) <= 0) {
        exceeded |= 1 << i;
      }
    }
    if (exceeded == 0) {
      for (LeaseWindow window : windows) {
        window.unreported++;
      }
    }
    return describeLocal(now, exceeded);
  }

  /**
   * Returns how many requests more this node may let pass by itself. In a window that began in the
   * outage that is its share; in one that began before, no more than its share of what was left
   * when the store last answered.
   */
  private long localRest(int policy) {
    LeaseWindow window = windows[policy];
    long quota = plan.policies().get(policy).quota();
    if (rules.onUnavailable() == OnUnavailable.FULL) {
      return quota - window.spent - window.unreported;
    }
    long share = Math.max(1, quota / health.nodes());
    long rest = share - window.spent - window.unreported;
    if (window.known && began(policy) < health.outageBeganAtStore()) {
      long left = Math.max(0, quota - window.used) / health.nodes();
      return Math.min(rest, left - window.unreported);
    }
    return rest;
  }

  private long began(int policy) {
    LimitPolicy rule = plan.policies().get(policy);
    return (rule.endOf(windows[policy].index, key.high()) - rule.windowSeconds()) * 1000;
  }

  /** Begins the windows that the store's clock is in, and drops tokens of those that ended. */
  private void moveOn(LimitPlan current, long now) {
    if (!plan.equals(current)) {
      changePlan(current);
    }
    if (tokens > 0 && now >= usableUntil) {
      release();
    }
    long second = Math.floorDiv(health.storeMillis(now), 1000);
    for (int i = 0; i < windows.length; i++) {
      windows[i].moveTo(plan.policies().get(i).windowAt(second, key.high()));
    }
  }

  /** Windows of the same length go on; tokens were debited by the former plan. */
  private void changePlan(LimitPlan next) {
    release();
    LimitPlan former = plan;
    LeaseWindow[] known = windows;
    plan = next;
    windows = newWindows(next);
    exhausted = 0;
    for (int i = 0; i < windows.length; i++) {
      for (int j = 0; j < known.length; j++) {
        if (next.policies().get(i).windowSeconds() == former.policies().get(j).windowSeconds()) {
          windows[i] = known[j];
        }
      }
    }
  }

  /** Gives back what is in hand. */
  void release() {
    if (tokens > 0) {
      giveBack(tokens, heldFrom);
      tokens = 0;
    }
  }

  private void giveBack(int number, List<Long> from) {
    outbox.accept(new Unspent(key, plan, from, number));
    for (int i = 0; i < windows.length; i++) {
      if (windows[i].index == from.get(i)) {
        windows[i].used = Math.max(0, windows[i].used - number);
      }
    }
  }

  /** Gives back tokens that are not used. */
  void releaseIdle(long now) {
    if (tokens == 0) {
      return;
    }
    long idle = now - Math.max(usedAt, leasedAt);
    boolean worthLittle = idle >= LeaseRules.IDLE && isLittleLeft();
    if (worthLittle || idle >= LeaseRules.LONG_IDLE || now >= usableUntil) {
      release();
    }
  }

  private boolean isLittleLeft() {
    for (int i = 0; i < windows.length; i++) {
      if (2 * windows[i].used >= plan.policies().get(i).quota()) {
        return true;
      }
    }
    return false;
  }

  /** Returns once whether the store is to be asked, and marks that it is. */
  boolean startAsking() {
    if (!more || asking) {
      return false;
    }
    more = false;
    asking = true;
    return true;
  }

  /** Has the store debited for what was spent without it. */
  boolean startReporting() {
    if (asking || !hasUnreported()) {
      return false;
    }
    asking = true;
    return true;
  }

  boolean hasUnreported() {
    for (LeaseWindow window : windows) {
      if (window.unreported > 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns what to ask the store for; what is reported counts as debited unless it fails. */
  Want want(long now) {
    moveOn(plan, now);
    int wanted = waiters;
    boolean local = health.mode(now) == Mode.LOCAL;
    if (!local && tokens == 0) {
      wanted = Math.max(wanted, rules.exact() ? 1 : leaseSize());
    }
    if (local) {
      wanted = 0;
    }
    List<Integer> reported = new ArrayList<>();
    for (LeaseWindow window : windows) {
      reported.add(window.takeUnreported());
    }
    return new Want(key, plan, wanted, reported);
  }

  private int leaseSize() {
    long max = Long.MAX_VALUE;
    for (int i = 0; i < windows.length; i++) {
      long rest = plan.policies().get(i).quota() - windows[i].used;
      max = Math.min(max, rest / (2L * health.nodes()));
    }
    return (int) Math.max(1, Math.min(size, max));
  }

  /**
   * Takes what the store has granted.
   *
   * @param sentAt when the store was asked: it answered at this time or later
   */
  void accept(Want want, Grant grant, long sentAt, long now) {
    asking = false;
    askedAt = now;
    if (!want.plan().equals(plan)) {
      discard(want, grant);
      return;
    }
    for (int i = 0; i < windows.length; i++) {
      acceptWindow(windows[i], grant.windows().get(i));
    }
    noteExhausted(grant, now);
    if (grant.tokens() > 0) {
      hold(grant, indexesOf(grant), sentAt, now);
    }
  }

  private static void acceptWindow(LeaseWindow window, Grant.DebitedWindow debited) {
    window.moveTo(debited.index());
    if (window.index == debited.index()) {
      window.used = debited.used();
      window.known = true;
    }
  }

  private void hold(Grant grant, List<Long> indexes, long sentAt, long now) {
    if (!heldFrom.equals(indexes)) {
      release();
    }
    heldFrom = indexes;
    tokens += grant.tokens();
    leasedAt = now;
    leases++;
    long until = Long.MAX_VALUE;
    for (int i = 0; i < windows.length; i++) {
      until = Math.min(until, untilEnd(i, indexes.get(i), grant));
    }
    // The node's clock may be slower than the store's by 1 in 10,000, and both tell milliseconds.
    usableUntil = sentAt + until - until / 5_000 - 1;
  }

  /** Nothing left is believed until the last of these windows has ended for certain. */
  private void noteExhausted(Grant grant, long now) {
    exhausted = 0;
    long until = 0;
    for (int i = 0; i < windows.length; i++) {
      Grant.DebitedWindow debited = grant.windows().get(i);
      if (debited.used() >= plan.policies().get(i).quota()) {
        exhausted |= 1 << i;
        until = Math.max(until, untilEnd(i, debited.index(), grant));
      }
    }
    exhaustedUntil = now + until;
  }

  private long untilEnd(int policy, long index, Grant grant) {
    long end = plan.policies().get(policy).endOf(index, key.high());
    return end * 1000 - grant.at().toEpochMilli();
  }

  /** The store did not answer: what it was to debit is not known to be. */
  void fail(Want want) {
    asking = false;
    if (want.plan().equals(plan)) {
      for (int i = 0; i < windows.length; i++) {
        windows[i].putBack(want.spent().get(i));
      }
    }
  }

  /** Gives back what other counters than those before have granted. */
  void discard(Want want, Grant grant) {
    asking = false;
    if (grant.tokens() > 0) {
      outbox.accept(new Unspent(key, want.plan(), indexesOf(grant), grant.tokens()));
    }
  }

  private static List<Long> indexesOf(Grant grant) {
    return grant.windows().stream().map(Grant.DebitedWindow::index).toList();
  }

  /** Gives up asking before the store was called. */
  void cancel() {
    asking = false;
  }

  /**
   * The store has lost its counters: what this node spent is to be debited again, and nothing is in
   * hand.
   */
  void forgetDebits() {
    tokens = 0;
    exhausted = 0;
    for (LeaseWindow window : windows) {
      window.forgetDebits();
    }
  }

  void startWaiting() {
    waiters++;
  }

  void stopWaiting() {
    waiters--;
  }

  SubjectId key() {
    return key;
  }

  boolean isRetired() {
    return retired;
  }

  /** Ends this lease if nothing depends on it, so that it may be forgotten. */
  boolean retire(long now) {
    retired =
        tokens == 0
            && waiters == 0
            && !asking
            && !hasUnreported()
            && now - usedAt > LeaseRules.LONG_IDLE;
    return retired;
  }

  private long[] ends() {
    long[] ends = new long[windows.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = plan.policies().get(i).endOf(windows[i].index, key.high());
    }
    return ends;
  }

  private Limits describe(long now, int exceeded) {
    long[] state = new long[2 * windows.length];
    for (int i = 0; i < windows.length; i++) {
      long rest = plan.policies().get(i).quota() - windows[i].used;
      state[2 * i] = Math.max(0, rest) + heldIn(i);
      state[2 * i + 1] = plan.policies().get(i).endOf(windows[i].index, key.high());
    }
    return new Limits(plan, health.storeMillis(now), state, exceeded);
  }

  private int heldIn(int policy) {
    if (tokens > 0 && heldFrom.get(policy) == windows[policy].index) {
      return tokens;
    }
    return 0;
  }

  private Limits describeLocal(long now, int exceeded) {
    long[] state = new long[2 * windows.length];
    for (int i = 0; i < windows.length; i++) {
      state[2 * i] = Math.max(0, localRest(i));
      state[2 * i + 1] = plan.policies().get(i).endOf(windows[i].index, key.high());
    }
    return new Limits(plan, health.storeMillis(now), state, exceeded);
  }
}
