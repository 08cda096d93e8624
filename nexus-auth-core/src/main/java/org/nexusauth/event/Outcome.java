package org.nexusauth.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;

/**
 * How a request with a genuine key ended: the class of its answer's status, or why it was denied.
 * There is one object for each, so they can be compared by {@code ==}.
 */
public final class Outcome {
  private static final String[] CLASSES = {"2xx", "3xx", "4xx", "5xx"};
  private static final int CLASS_SIZE = 100;
  private static final int FIRST_CLASS = 2;

  private static final List<Outcome> ALL = List.copyOf(createAll());

  /** The application failed. */
  public static final Outcome SERVER_ERROR = ALL.get(CLASSES.length - 1);

  private static final Map<String, Outcome> BY_CODE = indexByCode();
  private static final Map<Reason, Outcome> BY_REASON = indexByReason();

  private final int index;
  private final String code;
  private final @Nullable Reason reason;

  private Outcome(int index, String code, @Nullable Reason reason) {
    this.index = index;
    this.code = code;
    this.reason = reason;
  }

  private static List<Outcome> createAll() {
    List<Outcome> all = new ArrayList<>();
    for (String name : CLASSES) {
      all.add(new Outcome(all.size(), name, null));
    }
    for (Reason reason : Reason.values()) {
      all.add(new Outcome(all.size(), reason.code(), reason));
    }
    return all;
  }

  private static Map<Reason, Outcome> indexByReason() {
    Map<Reason, Outcome> index = new EnumMap<>(Reason.class);
    ALL.forEach(outcome -> outcome.reason().ifPresent(reason -> index.put(reason, outcome)));
    return index;
  }

  private static Map<String, Outcome> indexByCode() {
    Map<String, Outcome> index = new LinkedHashMap<>();
    ALL.forEach(outcome -> index.put(outcome.code, outcome));
    return Map.copyOf(index);
  }

  /**
   * Returns the outcome of an answer; 1xx, with which a connection changes its protocol, is 2xx.
   */
  public static Outcome ofStatus(int status) {
    int answerClass = Math.min(Math.max(status / CLASS_SIZE, FIRST_CLASS), 5);
    return ALL.get(answerClass - FIRST_CLASS);
  }

  /** Returns the outcome of a denial. */
  public static Outcome denied(Reason reason) {
    return Objects.requireNonNull(BY_REASON.get(reason));
  }

  /** Returns the outcome of a code; empty where there is none, of a later version for example. */
  public static Optional<Outcome> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** Returns all outcomes; the index of each is its place. */
  public static List<Outcome> all() {
    return ALL;
  }

  /** Returns its place in {@link #all}, which changes with the version: not for storing. */
  public int index() {
    return index;
  }

  /** Returns its name where it is stored and shown, such as {@code 2xx} or {@code key_expired}. */
  public String code() {
    return code;
  }

  /** Returns why the request was denied; empty where it was not. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /** Returns whether a gate denied the request. */
  public boolean isDenied() {
    return reason != null;
  }

  @Override
  public String toString() {
    return code;
  }
}
