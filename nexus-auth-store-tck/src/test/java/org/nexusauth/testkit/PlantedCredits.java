package org.nexusauth.testkit;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;

/** Credits with a bug. */
final class PlantedCredits {
  private final LimitBug bug;
  private final LimitStore counters;
  private long below;

  PlantedCredits(LimitBug bug, LimitStore counters) {
    this.bug = bug;
    this.counters = counters;
  }

  static Unspent unspent(Want want, Grant grant) {
    List<Long> windows = grant.windows().stream().map(DebitedWindow::index).toList();
    return new Unspent(want.key(), want.plan(), windows, grant.tokens());
  }

  void giveBack(List<Unspent> unspent) {
    if (bug == LimitBug.LOSES_WHAT_IS_GIVEN_BACK) {
      return;
    }
    if (bug == LimitBug.CREDITS_BELOW_NOTHING) {
      below = Math.max(0, unspent.get(0).tokens() - usedOf(unspent.get(0)));
    }
    counters.giveBack(unspent.stream().map(this::change).toList());
  }

  private long usedOf(Unspent unspent) {
    Want nothing = new Want(unspent.key(), unspent.plan(), 0, List.of());
    return counters.take(List.of(nothing)).get(0).windows().get(0).used();
  }

  /** Returns by how much more was credited than was used. */
  long below() {
    return below;
  }

  private Unspent change(Unspent unspent) {
    if (bug == LimitBug.CREDITS_THE_FIRST_WINDOW_ALONE) {
      LimitPlan first = new LimitPlan("first", unspent.plan().policies().subList(0, 1));
      return new Unspent(unspent.key(), first, unspent.windows().subList(0, 1), unspent.tokens());
    }
    if (bug == LimitBug.CREDITS_THE_NEXT_WINDOW) {
      List<Long> current = new ArrayList<>();
      Want nothing = new Want(unspent.key(), unspent.plan(), 0, List.of());
      counters.take(List.of(nothing)).get(0).windows().forEach(one -> current.add(one.index()));
      return new Unspent(unspent.key(), unspent.plan(), current, unspent.tokens());
    }
    return unspent;
  }
}
