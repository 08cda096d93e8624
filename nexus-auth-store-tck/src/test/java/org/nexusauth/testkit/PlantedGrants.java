package org.nexusauth.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** Grants with a bug. */
final class PlantedGrants {
  private final LimitBug bug;
  private final LimitStore counters;

  PlantedGrants(LimitBug bug, LimitStore counters) {
    this.bug = bug;
    this.counters = counters;
  }

  List<Grant> take(List<Want> wants) {
    List<Grant> grants =
        switch (bug) {
          case GRANTS_WITHOUT_DEBIT -> takeApart(wants, 0, 0);
          case GRANTS_A_BATCH_TWICE -> takeApart(wants, 1, 0);
          case READS_AND_WRITES_APART -> takeApart(wants, 1, 200_000);
          case TAKES_NO_EMPTY_BATCH -> counters.take(List.of(wants.get(0)));
          default -> counters.take(wants.stream().map(this::change).toList());
        };
    if (bug == LimitBug.ANSWERS_IN_ANY_ORDER) {
      grants = new ArrayList<>(grants);
      Collections.shuffle(grants);
    }
    List<Grant> changed = new ArrayList<>();
    for (int i = 0; i < grants.size(); i++) {
      changed.add(change(wants.get(i), grants.get(i)));
    }
    return changed;
  }

  /** Reads what is used, computes the grants and debits them later. */
  private List<Grant> takeApart(List<Want> wants, int debits, long pauseNanos) {
    List<Grant> grants = new ArrayList<>();
    for (Want want : wants) {
      Grant known = counters.take(List.of(withTokens(want, 0))).get(0);
      long tokens = want.tokens();
      List<DebitedWindow> windows = new ArrayList<>();
      for (int i = 0; i < known.windows().size(); i++) {
        DebitedWindow window = known.windows().get(i);
        tokens = Math.min(tokens, want.plan().policies().get(i).quota() - window.used());
      }
      for (DebitedWindow window : known.windows()) {
        windows.add(new DebitedWindow(window.index(), window.used() + Math.max(0, tokens)));
      }
      grants.add(new Grant((int) Math.max(0, tokens), windows, known.at(), known.generation()));
    }
    LockSupport.parkNanos(pauseNanos);
    for (int i = 0; i < wants.size(); i++) {
      int spent = debits * grants.get(i).tokens();
      List<Integer> all = Collections.nCopies(grants.get(i).windows().size(), spent);
      counters.take(List.of(new Want(wants.get(i).key(), wants.get(i).plan(), 0, all)));
    }
    return grants;
  }

  private static Want withTokens(Want want, int tokens) {
    return new Want(want.key(), want.plan(), tokens, want.spent());
  }

  private Want change(Want want) {
    LimitPlan plan = want.plan();
    return switch (bug) {
      case DEBITS_A_QUERY -> withTokens(want, Math.max(1, want.tokens()));
      case CUTS_SPENT_TO_THE_QUOTA -> new Want(want.key(), plan, want.tokens(), cutSpent(want));
      case IGNORES_KINDS -> withKey(want, new SubjectId(Subject.Kind.KEY, high(want), low(want)));
      case CUTS_IDS -> withKey(want, new SubjectId(want.key().kind(), high(want), low(want) >> 1));
      case FORGETS_USE_WITH_THE_QUOTA ->
          withKey(
              want,
              new SubjectId(
                  want.key().kind(), high(want), low(want) + plan.policies().get(0).quota()));
      case FORGETS_OTHER_POLICIES ->
          withKey(
              want,
              new SubjectId(want.key().kind(), high(want), low(want) + plan.policies().size()));
      case IGNORES_THE_PHASE -> withKey(want, new SubjectId(want.key().kind(), 0, low(want)));
      default -> want;
    };
  }

  private static long high(Want want) {
    return want.key().high();
  }

  private static long low(Want want) {
    return want.key().low();
  }

  private static Want withKey(Want want, SubjectId key) {
    return new Want(key, want.plan(), want.tokens(), want.spent());
  }

  private static List<Integer> cutSpent(Want want) {
    List<Integer> cut = new ArrayList<>();
    for (int i = 0; i < want.spent().size(); i++) {
      cut.add(Math.min(want.spent().get(i), want.plan().policies().get(i).quota()));
    }
    return cut;
  }

  private Grant change(Want want, Grant grant) {
    return switch (bug) {
      case DENIES_WITHOUT_POLICIES -> want.plan().policies().isEmpty() ? denied(grant) : grant;
      case COUNTS_IN_32_BITS -> withUsed(grant, Integer.MAX_VALUE, 0);
      case DEBITS_THE_FIRST_WINDOW_ALONE -> undoFrom(1, want, grant);
      case DEBITS_THREE_POLICIES -> undoFrom(3, want, grant);
      default -> grant;
    };
  }

  private static Grant denied(Grant grant) {
    return new Grant(0, grant.windows(), grant.at(), grant.generation());
  }

  static Grant withUsed(Grant grant, long max, long more) {
    List<DebitedWindow> windows =
        grant.windows().stream()
            .map(one -> new DebitedWindow(one.index(), Math.min(max, one.used() + more)))
            .toList();
    return new Grant(grant.tokens(), windows, grant.at(), grant.generation());
  }

  /** Credits what was debited of the policies from one on. */
  private Grant undoFrom(int first, Want want, Grant grant) {
    List<LimitPolicy> rest = want.plan().policies();
    if (rest.size() <= first || grant.tokens() == 0) {
      return grant;
    }
    LimitPlan undone = new LimitPlan("undone", rest.subList(first, rest.size()));
    Grant debited =
        new Grant(
            grant.tokens(),
            grant.windows().subList(first, rest.size()),
            grant.at(),
            grant.generation());
    counters.giveBack(List.of(PlantedCredits.unspent(withPlan(want, undone), debited)));
    return grant;
  }

  private static Want withPlan(Want want, LimitPlan plan) {
    return new Want(want.key(), plan, want.tokens(), List.of());
  }
}
