package org.nexusauth.redis;

import java.util.List;
import org.nexusauth.status.Change;
import org.nexusauth.status.Change.State;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.StoredRevocation;
import org.nexusauth.status.Subject;

/**
 * What is known of a subject.
 *
 * @param numbers where in the stream that is, with blanks between; empty when nothing is known
 * @param entries what is there, in order
 */
record Known(String numbers, List<Entry> entries) {
  static final String NO_NUMBER = "";

  /** Returns how the subject, which the caller names, is revoked. */
  List<StoredRevocation> revocations(Subject subject) {
    return entries.stream()
        .filter(entry -> entry.change().state() == State.REVOKED)
        .map(entry -> of(subject, entry))
        .toList();
  }

  private static StoredRevocation of(Subject subject, Entry entry) {
    Change known = entry.change();
    Revocation before =
        new Revocation(
            subject, known.effectiveAt(), known.issuedBefore(), known.until(), known.reason());
    return new StoredRevocation(before, entry.atOnce());
  }

  /** Returns how the subject is switched. */
  State switched() {
    return entries.stream()
        .map(entry -> entry.change().state())
        .filter(state -> state != State.REVOKED)
        .reduce((first, last) -> last)
        .orElse(State.ENABLED);
  }

  /** Returns where the switch is, or {@link #NO_NUMBER}. */
  String numberOfSwitch() {
    String found = NO_NUMBER;
    for (int i = 0; i < entries.size(); i++) {
      found = entries.get(i).change().state() == State.REVOKED ? found : each().get(i);
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
    return each().size() == entries.size();
  }

  private List<String> each() {
    return numbers.isEmpty() ? List.of() : List.of(numbers.split(" ", -1));
  }
}
