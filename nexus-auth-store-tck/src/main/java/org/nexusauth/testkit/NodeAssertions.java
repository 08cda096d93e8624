package org.nexusauth.testkit;

import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationStore;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions about the answers of one node: the store itself, or a node with a replica of it.
 *
 * @param name the node, for the text of a failure
 * @param store the store that is queried
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

  /** The difference comes first: a key is a long text. */
  private void assertSame(Object expected, Object found, boolean same, KeySubject key, String why) {
    if (!same) {
      String text = "expected %s, but %s returned %s: %s; of %s";
      throw new AssertionFailedError(
          text.formatted(expected, name, found, why, key), expected, found);
    }
  }

  /** A store may have no answer for a short time, after a leap of the clock for example. */
  private KeyStatus statusOf(KeySubject key) {
    return Await.untilAvailable(() -> store.statusOf(key));
  }
}
