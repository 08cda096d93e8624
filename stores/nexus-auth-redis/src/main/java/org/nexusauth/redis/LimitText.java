package org.nexusauth.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.nexusauth.limit.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.SubjectId;

/** Wants, grants and unspent tokens as the scripts read and write them. */
final class LimitText {
  // Positions in what a script returns of a want.
  private static final int TOKENS = 0;
  private static final int FIRST_WINDOW = 1;

  private LimitText() {}

  /** Returns the name of a key's counters. */
  static String keyOf(SubjectId key) {
    byte[] id = StreamEntries.toBytes(key);
    return RedisLimitData.COUNTERS + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** Returns the tokens, then window, phase, quota and spent tokens of each policy. */
  static String of(Want want) {
    StringBuilder text = new StringBuilder().append(want.tokens());
    List<LimitPolicy> policies = want.plan().policies();
    for (int i = 0; i < policies.size(); i++) {
      LimitPolicy policy = policies.get(i);
      text.append(' ').append(policy.windowSeconds());
      text.append(' ').append(policy.phaseOf(want.key().high()));
      text.append(' ').append(policy.quota());
      text.append(' ').append(spentOf(want, i));
    }
    return text.toString();
  }

  private static int spentOf(Want want, int policy) {
    if (want.spent().isEmpty()) {
      return 0;
    }
    return want.spent().get(policy);
  }

  /** Returns the tokens, then window and end of each policy. */
  static String of(Unspent unspent) {
    StringBuilder text = new StringBuilder().append(unspent.tokens());
    List<LimitPolicy> policies = unspent.plan().policies();
    for (int i = 0; i < policies.size(); i++) {
      LimitPolicy policy = policies.get(i);
      text.append(' ').append(policy.windowSeconds());
      text.append(' ').append(policy.endOf(unspent.windows().get(i), unspent.key().high()));
    }
    return text.toString();
  }

  /**
   * Reads a grant.
   *
   * @param answer the tokens, then the end of each window and what is used of it
   */
  static Grant toGrant(Want want, List<?> answer, Instant at, String generation) {
    List<LimitPolicy> policies = want.plan().policies();
    List<DebitedWindow> windows = new ArrayList<>(policies.size());
    for (int i = 0; i < policies.size(); i++) {
      long end = (Long) answer.get(FIRST_WINDOW + 2 * i);
      long used = (Long) answer.get(FIRST_WINDOW + 2 * i + 1);
      long index = policies.get(i).windowAt(end - 1, want.key().high());
      windows.add(new DebitedWindow(index, used));
    }
    return new Grant(Math.toIntExact((Long) answer.get(TOKENS)), windows, at, generation);
  }
}
