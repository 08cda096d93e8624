package org.nexusauth.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.json.JsonNull;

/**
 * Reads claims in their types and remembers the first that is wrong. The getters give null for a
 * claim that is missing or wrong; ask {@link #problem} once at the end.
 */
final class ClaimsReader {
  private static final int LONGEST_ID = 255;
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  private final Map<String, Object> members;
  private @Nullable String problem;

  ClaimsReader(Map<String, Object> members) {
    this.members = members;
  }

  /** Returns what is wrong with the first claim that was read and was wrong; null for nothing. */
  @Nullable String problem() {
    return problem;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** Reads a string; a StringOrURI (RFC 7519 §2) is one. */
  @Nullable String text(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    wrong(name, "is not a string");
    return null;
  }

  /** Reads an id: 1 to 255 characters without controls. */
  @Nullable String id(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    if (value.isEmpty() || value.length() > LONGEST_ID) {
      wrong(name, "has " + value.length() + " characters instead of 1 to " + LONGEST_ID);
      return null;
    }
    if (hasControl(value)) {
      wrong(name, "has a control character");
      return null;
    }
    return value;
  }

  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Reads an id that every key has. */
  String requiredId(String name) {
    String value = id(name);
    if (value == null) {
      wrong(name, "is missing");
      return "";
    }
    return value;
  }

  /** Reads the set of strings that every key has; the order stays. */
  Set<String> requiredTexts(String name) {
    if (!has(name)) {
      wrong(name, "is missing");
    }
    return members.get(name) instanceof List<?> values
        ? texts(name, values)
        : empty(name, "is not an array of strings");
  }

  /** Reads {@code aud}: a string or an array of strings (RFC 7519 §4.1.3). */
  Set<String> audience() {
    Object value = members.get("aud");
    if (value == null) {
      return Set.of();
    }
    if (value instanceof String one) {
      return Set.of(one);
    }
    return value instanceof List<?> values
        ? texts("aud", values)
        : empty("aud", "is neither a string nor an array of strings");
  }

  /** Reads a NumericDate (RFC 7519 §2) to the millisecond, up to the year 9999. */
  @Nullable Instant time(String name) {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Long seconds && seconds >= 0 && seconds <= LAST_SECOND.longValue()) {
      return Instant.ofEpochSecond(seconds);
    }
    if (value instanceof BigDecimal seconds
        && seconds.signum() >= 0
        && seconds.compareTo(LAST_SECOND) <= 0) {
      return Instant.ofEpochMilli(
          seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact());
    }
    wrong(name, "is not a time: expected a number of seconds since 1970, up to year 9999");
    return null;
  }

  private Set<String> texts(String name, List<?> values) {
    Set<String> texts = new LinkedHashSet<>();
    for (Object value : values) {
      if (!(value instanceof String text)) {
        return empty(
            name,
            value == JsonNull.NULL
                ? "has an element that is null"
                : "has an element that is not a string");
      }
      texts.add(text);
    }
    return Collections.unmodifiableSet(texts);
  }

  private Set<String> empty(String name, String what) {
    wrong(name, what);
    return Set.of();
  }

  private void wrong(String name, String what) {
    if (problem == null) {
      String found = members.get(name) == JsonNull.NULL ? "is null" : what;
      problem = "the claim \"" + name + "\" " + found;
    }
  }
}
