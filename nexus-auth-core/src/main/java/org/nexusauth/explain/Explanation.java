package org.nexusauth.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.GenuineKey;

/**
 * What a gate does with a key, and why. Holds no key text. Immutable.
 *
 * @param steps what was checked, in the gate's order
 * @param denial why the gate denies it; null if it does not
 * @param signature whether the signature was checked, and how that ended
 * @param contents what the key says of itself; null if it is no key at all
 * @param genuineKey the key's ids and permissions if its signature and its claims are valid,
 *     whether it is within its lifetime or not; null for every other key
 */
public record Explanation(
    List<Step> steps,
    @Nullable Denial denial,
    Signature signature,
    @Nullable Contents contents,
    @Nullable GenuineKey genuineKey) {

  /** Copies the steps. */
  public Explanation {
    steps = List.copyOf(steps);
  }

  /** How a step ended. */
  public enum Outcome {
    /** The key passes. */
    OK,
    /** The key is denied. */
    DENIED,
    /** It was not checked. */
    NOT_CHECKED
  }

  /** What is known of the signature. */
  public enum Signature {
    /** It is valid. */
    GOOD,
    /** It is not valid, or by no verification key. */
    BAD,
    /** It was not checked. */
    NOT_CHECKED
  }

  /**
   * One check.
   *
   * @param outcome how it ended
   * @param text what was found, for a person
   */
  public record Step(Outcome outcome, String text) {}

  /**
   * A denial.
   *
   * @param reason the code that the client sees
   * @param detail what exactly is wrong
   * @param whatToDo the remedy, for the person who has the key at hand
   */
  public record Denial(Reason reason, String detail, String whatToDo) {

    /** Returns where the documentation describes the reason. */
    public String documentation() {
      return "docs/reasons.md#" + reason.code();
    }
  }

  /**
   * The decoded key.
   *
   * @param header its header, or empty if it is not one JSON object
   * @param claims its claims, or empty if they are not one JSON object
   */
  public record Contents(
      Optional<Map<String, Object>> header, Optional<Map<String, Object>> claims) {}
}
