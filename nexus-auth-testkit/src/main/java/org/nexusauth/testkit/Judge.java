package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.nexusauth.status.KeyStatus;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.RevocationStore;

/**
 * Who answers for what a store knows: the store itself, or a node that follows it.
 *
 * @param name who that is, for the text of a failure
 * @param store what is asked
 */
record Judge(String name, RevocationStore store) {

  void assertStatus(KeyStatus expected, KeySubject key, String why) {
    assertEquals(expected, statusOf(key), () -> why + "; " + name + " was asked about " + key);
  }

  void assertState(KeyStatus.State expected, KeySubject key, String why) {
    KeyStatus status = statusOf(key);
    assertEquals(expected, status.state(), () -> why + "; " + name + " was asked about " + key);
  }

  /** A store may not know for a moment, after a leap of the clock for example; never for long. */
  private KeyStatus statusOf(KeySubject key) {
    return Patience.untilKnown(() -> store.statusOf(key));
  }
}
