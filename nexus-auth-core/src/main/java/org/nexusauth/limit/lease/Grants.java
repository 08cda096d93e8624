package org.nexusauth.limit.lease;

import java.util.List;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;

/** Takes tokens of a store, and checks that its answer fits. */
final class Grants {
  private Grants() {}

  /**
   * Returns what a store grants.
   *
   * @throws IllegalStateException when its answer breaks the contract of {@link LimitStore}; it
   *     counts as none
   */
  static List<Grant> take(LimitStore store, List<Want> wants) {
    List<Grant> grants = store.take(wants);
    if (grants == null || grants.size() != wants.size()) {
      throw new IllegalStateException("a limit store answers each want with a grant");
    }
    for (int i = 0; i < grants.size(); i++) {
      requireFitting(wants.get(i), grants.get(i));
    }
    return grants;
  }

  private static void requireFitting(Want want, Grant grant) {
    if (grant == null || grant.at() == null || grant.generation() == null) {
      throw new IllegalStateException("a grant of a limit store is incomplete");
    }
    if (grant.windows().size() != want.plan().policies().size()) {
      throw new IllegalStateException("a grant has a window for each policy");
    }
    if (grant.tokens() < 0 || grant.tokens() > want.tokens()) {
      throw new IllegalStateException("a limit store grants no more than is wanted");
    }
  }
}
