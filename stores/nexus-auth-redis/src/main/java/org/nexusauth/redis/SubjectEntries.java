package org.nexusauth.redis;

import java.util.List;
import org.nexusauth.revocation.Change.State;
import org.nexusauth.revocation.kit.StoredChange;

/**
 * What is known of a subject.
 *
 * @param numbers where in the stream that is, with blanks between; empty when nothing is known
 * @param changes what is there, in order
 */
record SubjectEntries(String numbers, List<StoredChange> changes) {
  static final String NO_NUMBER = "";

  /** Returns where the switch is, or {@link #NO_NUMBER}. */
  String numberOfSwitch() {
    String found = NO_NUMBER;
    for (int i = 0; i < changes.size(); i++) {
      found = changes.get(i).change().state() == State.REVOKED ? found : each().get(i);
    }
    return found;
  }

  /** Returns the numbers without one, in a form to which one more can be added. */
  String without(String number) {
    StringBuilder left = new StringBuilder();
    each().stream().filter(one -> !one.equals(number)).forEach(one -> left.append(one).append(' '));
    return left.toString();
  }

  /** Returns whether all that the numbers stand for is there. */
  boolean isWhole() {
    return each().size() == changes.size();
  }

  private List<String> each() {
    return numbers.isEmpty() ? List.of() : List.of(numbers.split(" ", -1));
  }
}
