package org.nexusauth.redis;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.SubjectId;

/** Wants, grants and unspent tokens as the scripts read and write them. */
final class LimitCodec {
  // Positions in what a script returns of a want.
  private static final int TOKENS = 0;
  private static final int FIRST_WINDOW = 1;

  private LimitCodec() {}

  /** Returns the name of a key's counters. */
  static String keyOf(SubjectId key) {
    byte[] id = StreamEntries.toBytes(key);
    return RedisLimitData.COUNTERS + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** Returns the tokens, then window, phase, quota and spent tokens of each policy. */
  static byte[] encodeWant(Want want) {
    List<LimitPolicy> policies = want.plan().policies();
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + 4 * policies.size()));
    bytes.putInt(want.tokens());
    for (int i = 0; i < policies.size(); i++) {
      LimitPolicy policy = policies.get(i);
      bytes.putInt(policy.windowSeconds());
      bytes.putInt(policy.phaseOf(want.key().high()));
      bytes.putInt(policy.quota());
      bytes.putInt(spentOf(want, i));
    }
    return bytes.array();
  }

  private static int spentOf(Want want, int policy) {
    if (want.spent().isEmpty()) {
      return 0;
    }
    return want.spent().get(policy);
  }

  /** Returns the tokens, then window and end of each policy. */
  static byte[] encodeUnspent(Unspent unspent) {
    List<LimitPolicy> policies = unspent.plan().policies();
    int ofPolicy = Integer.BYTES + Long.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + ofPolicy * policies.size());
    bytes.putInt(unspent.tokens());
    for (int i = 0; i < policies.size(); i++) {
      LimitPolicy policy = policies.get(i);
      bytes.putInt(policy.windowSeconds());
      bytes.putLong(policy.endOf(unspent.windows().get(i), unspent.key().high()));
    }
    return bytes.array();
  }

  /**
   * Reads a grant.
   *
   * @param answer the tokens, then the end of each window and what is used of it
   */
  static Grant decodeGrant(Want want, List<?> answer, Instant at, String generation) {
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
