package org.nexusauth.limit.lease;

import org.nexusauth.limit.store.LimitStore;

/**
 * One call of the store: {@link #perform}, and then either {@link #succeed} or {@link #fail}. Used
 * by one thread at a time.
 */
interface StoreCall {

  /** Calls the store and keeps its answer; throws whatever the store throws. */
  void perform(LimitStore store);

  /** Takes the answer. */
  void succeed(long now);

  /** There was no answer; what was sent may or may not have taken effect. */
  void fail();
}
