package org.nexusauth.limit.lease;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.LimitSettings.OnUnavailable;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.lease.StoreHealth.Mode;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;

/**
 * What one node holds of one key's limits: tokens that the store has debited and the node has not
 * spent. It neither blocks nor calls the store; whoever uses it does. Times are milliseconds of the
 * node's clock. Every method needs the lock of this object.
 *
 * <p>A lease is of one token at first, doubles when half of it was used up within {@link
 * LeaseRules#SHORT_LEASE}, halves otherwise, and is at most the rest divided by twice the number of
 * nodes. Tokens are spent only before the first of the windows ends that they were debited from.
 */
final class KeyLease {
  private final LeaseId id;
  private final LeaseNode node;
  private final LeaseWindows windows;

  private final TokensInHand tokens = new TokensInHand();
  private long askedAt;
  private long usedAt = LeaseRules.NEVER;

  /** How long before the last request the one before it came. */
  private long gap = LeaseRules.LONG_IDLE;

  private int waiters;

  /** Whether the store is to be asked, and whether it is being asked. */
  private boolean wanting;

  private boolean asking;

  /** Whether more tokens are asked for than requests wait for. */
  private boolean refill;

  private boolean retired;

  KeyLease(LeaseId id, LeaseNode node) {
    this.id = id;
    this.node = node;
    this.windows = new LeaseWindows(id);
  }

  /** Notes that a request came; once for each. */
  void noteRequest(long now) {
    gap = now - usedAt;
    usedAt = now;
  }

  /**
   * Spends a token, or denies, by what is known here.
   *
   * @return null when only the store can tell: ask it, and try again
   */
  @Nullable Limits trySpend(long now) {
    moveOn(now);
    if (windows.size() == 0) {
      return describe(now, 0);
    }
    if (hasTokens()) {
      return spendToken(now);
    }
    int exhausted = windows.exhaustedAt(now);
    if (exhausted != 0) {
      wanting |= now - askedAt >= LeaseRules.ASK_AGAIN;
      return describe(now, exhausted);
    }
    return switch (node.health().mode(now)) {
      case SHARED -> {
        wanting = true;
        yield null;
      }
      case HOLDING -> denyForNow(now);
      case LOCAL -> spendLocally(now);
    };
  }

  /** Denies, or counts locally, a request that waited for the store in vain. */
  Limits spendWithoutStore(long now) {
    moveOn(now);
    if (node.health().mode(now) == Mode.LOCAL) {
      return spendLocally(now);
    }
    return denyForNow(now);
  }

  /** Returns what is left, and charges nothing. */
  Limits peek(long now) {
    moveOn(now);
    return describe(now, 0);
  }

  private Limits spendToken(long now) {
    windows.spendToken();
    if (tokens.spend(now)) {
      wanting = isPrefetched();
    }
    return describe(now, 0);
  }

  /**
   * Tokens are fetched before they are needed for a key that comes again before they would be given
   * back, and while there is enough for a token in hand on each node.
   */
  private boolean isPrefetched() {
    return !node.rules().exact()
        && gap < LeaseRules.LONG_IDLE
        && windows.maxLease(node.health().nodes()) >= 1;
  }

  private Limits denyForNow(long now) {
    return Limits.unknown(id.plan(), node.health().storeMillis(now));
  }

  /** Counts by this node alone, up to what it may in an outage. */
  private Limits spendLocally(long now) {
    if (node.rules().onUnavailable() == OnUnavailable.DENY) {
      return denyForNow(now);
    }
    int exceeded = windows.findAll(window -> localRest(window) == 0);
    if (exceeded == 0) {
      windows.spendLocally();
    }
    return describe(now, exceeded);
  }

  private long localRest(LeaseWindow window) {
    return LocalShare.restOf(window, node.health().nodes(), node.rules().onUnavailable());
  }

  /** Begins the windows that the store's clock is in, and drops tokens of those that ended. */
  private void moveOn(long now) {
    if (hasTokens() && !tokens.areUsable(now)) {
      release();
    }
    windows.moveTo(node.health().storeMillis(now));
  }

  /** Gives back what is in hand. */
  void release() {
    int count = tokens.count();
    if (count == 0) {
      return;
    }
    node.outbox().accept(new Unspent(id.key(), id.plan(), tokens.windows(), count));
    windows.giveBack(tokens.windows(), count);
    tokens.clear();
  }

  /** Gives back tokens that are not used; returns whether none is in hand. */
  boolean releaseIdle(long now) {
    if (now - tokens.idleSince(usedAt) >= idleLimit() || !tokens.areUsable(now)) {
      release();
    }
    return !hasTokens();
  }

  /** While little is left, tokens are kept for twice as long as the last requests were apart. */
  private long idleLimit() {
    if (node.rules().exact()) {
      return 0;
    }
    if (!windows.isLittleLeft()) {
      return LeaseRules.LONG_IDLE;
    }
    if (gap >= LeaseRules.LONG_IDLE) {
      return LeaseRules.IDLE;
    }
    return Math.min(LeaseRules.LONG_IDLE, Math.max(LeaseRules.IDLE, 2 * gap));
  }

  /** Returns once whether the store is to be asked, and marks that it is. */
  boolean startAsking() {
    if (asking || !wanting) {
      return false;
    }
    wanting = false;
    asking = true;
    refill = true;
    return true;
  }

  /** Returns once whether the store is to debit what was spent without it, and marks that it is. */
  boolean startReporting() {
    if (asking || !hasUnreported()) {
      return false;
    }
    asking = true;
    refill = false;
    return true;
  }

  boolean hasUnreported() {
    return windows.hasUnreported();
  }

  /** Returns what to ask the store for; what is reported counts as debited unless it fails. */
  Want want(long now) {
    moveOn(now);
    int wanted = wantedTokens(now);
    return new Want(id.key(), id.plan(), wanted, windows.takeUnreported());
  }

  private int wantedTokens(long now) {
    if (node.health().mode(now) == Mode.LOCAL) {
      return 0;
    }
    if (!refill || node.rules().exact()) {
      return waiters;
    }
    return Math.max(waiters, tokens.nextSize(windows.maxLease(node.health().nodes())));
  }

  /**
   * Takes what the store has granted.
   *
   * @param sentAt when the store was asked: it answered at this time or later
   */
  void accept(Grant grant, long sentAt, long now) {
    asking = false;
    askedAt = now;
    windows.accept(grant, sentAt);
    hold(grant, sentAt, now);
    if (node.rules().exact() && waiters == 0) {
      release();
    }
  }

  private void hold(Grant grant, long sentAt, long now) {
    List<Long> indexes = indexesOf(grant);
    if (!tokens.windows().equals(indexes)) {
      release();
    }
    if (grant.tokens() == 0) {
      return;
    }
    long left = windows.timeLeft(grant);
    // Each clock may be wrong by 5 in 10,000 while it is adjusted, and both tell milliseconds.
    long usableUntil = sentAt + left - left / LeaseRules.CLOCK_TOLERANCE - 1;
    tokens.add(grant.tokens(), indexes, usableUntil, now);
  }

  private static List<Long> indexesOf(Grant grant) {
    return grant.windows().stream().map(DebitedWindow::index).toList();
  }

  /** The store did not answer: what it was to debit is not known to be, and nothing was granted. */
  void fail(Want want) {
    asking = false;
    windows.putBack(want.spent());
  }

  /**
   * The store has lost its counters: what this node spent is to be debited again, and nothing is in
   * hand.
   */
  void forgetDebits() {
    tokens.clear();
    windows.forgetDebits();
  }

  /** Gives back what counters that began anew have granted; they have debited what was reported. */
  void discard(Want want, Grant grant) {
    asking = false;
    windows.keepReported(want.spent());
    if (grant.tokens() > 0) {
      node.outbox().accept(new Unspent(id.key(), id.plan(), indexesOf(grant), grant.tokens()));
    }
  }

  void startWaiting() {
    waiters++;
  }

  void stopWaiting() {
    waiters--;
  }

  LeaseId id() {
    return id;
  }

  boolean hasTokens() {
    return tokens.count() > 0;
  }

  boolean isRetired() {
    return retired;
  }

  /**
   * Ends this lease if it is idle and nothing depends on it, so that it may be forgotten.
   *
   * @param remembering whether it is kept while a window lasts in which this node let requests pass
   */
  boolean retire(long now, long idle, boolean remembering) {
    if (now - usedAt <= idle || waiters > 0 || asking) {
      return false;
    }
    moveOn(now);
    if (hasTokens() || hasUnreported() || (remembering && windows.hasPassed())) {
      return false;
    }
    retired = true;
    return true;
  }

  private Limits describe(long now, int exceeded) {
    boolean local = node.health().mode(now) == Mode.LOCAL;
    long[] state = new long[2 * windows.size()];
    for (int i = 0; i < windows.size(); i++) {
      LeaseWindow window = windows.get(i);
      long rest = local ? localRest(window) : window.rest();
      state[2 * i] = rest + tokens.countOf(i, window.index());
      state[2 * i + 1] = window.end() / 1000;
    }
    return new Limits(id.plan(), node.health().storeMillis(now), state, exceeded);
  }
}
