package org.nexusauth.testkit;

import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationStore;
import org.opentest4j.AssertionFailedError;

/**
 * Who answers for what a store knows: the store itself, or a node that follows it.
 *
 * @param name who that is, for the text of a failure
 * @param store what is asked
 */
record NodeAssertions(String name, RevocationStore store) {

  void assertStatus(KeyStatus expected, KeySubject key, String why) {
    KeyStatus status = statusOf(key);
    assertSame(expected, status, expected.equals(status), key, why);
  }

  void assertState(KeyStatus.State expected, KeySubject key, String why) {
    KeyStatus.State state = statusOf(key).state();
    assertSame(expected, state, expected == state, key, why);
  }

  /** What differs comes first: a key is a long text. */
  private void assertSame(Object expected, Object found, boolean same, KeySubject key, String why) {
    if (!same) {
      String text = "expected %s, but %s says %s: %s; of %s";
      throw new AssertionFailedError(
          text.formatted(expected, name, found, why, key), expected, found);
    }
  }

  /** A store may not know for a moment, after a leap of the clock for example; never for long. */
  private KeyStatus statusOf(KeySubject key) {
    return Await.untilKnown(() -> store.statusOf(key));
  }
}
