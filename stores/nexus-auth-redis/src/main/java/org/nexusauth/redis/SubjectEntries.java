package org.nexusauth.redis;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.nexusauth.revocation.kit.StoredChange;

/**
 * The entries of a subject.
 *
 * @param numbers their numbers in the stream, separated by spaces; empty without entries
 * @param changes the changes, in order
 */
record SubjectEntries(String numbers, List<StoredChange> changes) {
  static final String NO_NUMBER = "";

  /** Returns the number of the last switch, or {@link #NO_NUMBER}. */
  String numberOfSwitch() {
    String found = NO_NUMBER;
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).change().state().isSwitch()) {
        found = splitNumbers().get(i);
      }
    }
    return found;
  }

  /**
   * Returns the other numbers, each followed by a space, so that one more can be appended.
   *
   * @param numbers the ones to leave out, separated by spaces
   */
  String numbersWithout(String numbers) {
    Set<String> leftOut = Set.of(numbers.split(" ", -1));
    return splitNumbers().stream()
        .filter(one -> !leftOut.contains(one))
        .map(one -> one + ' ')
        .collect(Collectors.joining());
  }

  /** Returns whether there is a change for each number. */
  boolean isComplete() {
    return splitNumbers().size() == changes.size();
  }

  private List<String> splitNumbers() {
    if (numbers.isEmpty()) {
      return List.of();
    }
    return List.of(numbers.split(" ", -1));
  }
}
