package org.nexusauth.revocation.internal;

import java.time.Duration;

/** Is told what becomes of a feed; once a change of state, by the thread that follows it. */
public interface FeedEvents {

  /** Nobody listens. */
  FeedEvents NONE =
      new FeedEvents() {
        @Override
        public void loaded(long entries, Duration took) {}

        @Override
        public void failing(String problem) {}

        @Override
        public void answersAgain(Duration outage) {}

        @Override
        public void replaced(String problem) {}
      };

  /** All that the store knows was read for the first time. */
  void loaded(long entries, Duration took);

  /**
   * The store does not answer, or not for another reason than before; it is asked again all the
   * time.
   */
  void failing(String problem);

  /** The store answers again. */
  void answersAgain(Duration outage);

  /**
   * The store is not the one that was followed: until the node is started anew no key is known to
   * be good.
   */
  void replaced(String problem);
}
