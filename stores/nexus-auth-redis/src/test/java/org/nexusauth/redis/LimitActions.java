package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What tests do with a limit store again and again. */
final class LimitActions {
  static final LimitPlan PLAN = LimitPlan.parse("default", "100/P31D");

  private LimitActions() {}

  static SubjectId key(long number) {
    return new SubjectId(Subject.Kind.KEY, number, number);
  }

  static Want want(SubjectId key, int tokens) {
    return new Want(key, PLAN, tokens, List.of());
  }

  static Grant take(LimitStore store, SubjectId key, int tokens) {
    return store.take(List.of(want(key, tokens))).get(0);
  }

  static long used(LimitStore store, SubjectId key) {
    return take(store, key, 0).windows().get(0).used();
  }

  static void giveBack(LimitStore store, SubjectId key, Grant grant, int tokens) {
    List<Long> windows = grant.windows().stream().map(DebitedWindow::index).toList();
    store.giveBack(List.of(new Unspent(key, PLAN, windows, tokens)));
  }

  /** Does each thing that a store can do. */
  static void useAll(LimitStore store) {
    SubjectId key = key(ThreadLocalRandom.current().nextLong());
    Grant grant = take(store, key, 60);
    assertThat(grant.tokens()).isEqualTo(60);
    giveBack(store, key, grant, 20);
    assertThat(take(store, key, 99).tokens()).isEqualTo(60);
    assertThat(store.announce("node")).isEqualTo(1);
  }
}
