package org.nexusauth.faults.record;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What processes have said of their changes. A change that was begun and not acknowledged may have
 * been made, or not. Used by one thread.
 */
final class ChangeJournal {
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Set<String>> successors = new HashMap<>();
  private final Set<String> begunToCancel = new HashSet<>();
  private final Set<String> revoked = new HashSet<>();
  private final Map<String, Set<Boolean>> possibleSwitches = new HashMap<>();
  private final Map<List<String>, Integer> acknowledged = new LinkedHashMap<>();
  private int count;

  void add(ChangeLine line) {
    if (line.done()) {
      addDone(line);
    } else {
      addBegun(line);
    }
  }

  private void addBegun(ChangeLine line) {
    switch (line.action()) {
      case ChangeLine.CANCEL -> begunToCancel.add(line.subjectId());
      case ChangeLine.DISABLE, ChangeLine.ENABLE -> switchesOf(line).add(isEnabling(line));
      default -> {}
    }
  }

  private void addDone(ChangeLine line) {
    count++;
    String subjectId = line.subjectId();
    if (!line.made().isEmpty()) {
      texts.put(line.madeId(), line.madeText());
      addEvent(ChangeLine.CREATE, line.madeId());
    }
    switch (line.action()) {
      case ChangeLine.CREATE -> {}
      case ChangeLine.ROTATE -> {
        addEvent(line.action(), subjectId);
        successors.computeIfAbsent(subjectId, unknown -> new HashSet<>()).add(line.madeId());
      }
      case ChangeLine.REVOKE -> {
        addEvent(line.action(), subjectId);
        revoked.add(subjectId);
      }
      case ChangeLine.DISABLE, ChangeLine.ENABLE -> {
        addEvent(line.action(), subjectId);
        possibleSwitches.put(subjectId, new HashSet<>(Set.of(isEnabling(line))));
      }
      default -> addEvent(line.action(), subjectId);
    }
  }

  private void addEvent(String action, String subjectId) {
    acknowledged.merge(List.of(action, subjectId), 1, Integer::sum);
  }

  private Set<Boolean> switchesOf(ChangeLine line) {
    return possibleSwitches.computeIfAbsent(
        line.subjectId(), unknown -> new HashSet<>(Set.of(!isEnabling(line))));
  }

  private static boolean isEnabling(ChangeLine line) {
    return line.action().equals(ChangeLine.ENABLE);
  }

  /** Returns how many changes were acknowledged. */
  int count() {
    return count;
  }

  /** Returns the texts of keys that were handed out, by key id. */
  Map<String, String> texts() {
    return texts;
  }

  /** Returns the new keys of acknowledged rotations, by the old key's id. */
  Map<String, Set<String>> successors() {
    return successors;
  }

  /** Returns whether a rotation of a key may have been cancelled. */
  boolean mayBeCancelled(String keyId) {
    return begunToCancel.contains(keyId);
  }

  /** Returns the ids of keys whose revocation was acknowledged. */
  Set<String> revoked() {
    return revoked;
  }

  /** Returns whether an integration may be enabled, or disabled, now. */
  Map<String, Set<Boolean>> possibleSwitches() {
    return possibleSwitches;
  }

  /** Returns how many events there are at least, by action and subject. */
  Map<List<String>, Integer> events() {
    return acknowledged;
  }
}
