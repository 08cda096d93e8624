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
 * Reads claims by their types and records the first invalid one. The methods return null for a
 * claim that is missing or invalid; check {@link #problem} once after the last.
 */
final class ClaimsReader {
  private static final int MAX_ID_LENGTH = 255;
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  private final Map<String, Object> members;
  private @Nullable String problem;

  ClaimsReader(Map<String, Object> members) {
    this.members = members;
  }

  /** Returns what is wrong with the first invalid claim that was read, or null. */
  @Nullable String problem() {
    return problem;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** Reads a string; a StringOrURI (RFC 7519 §2) is one. */
  @Nullable String readString(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    reportProblem(name, "is not a string");
    return null;
  }

  /** Reads an id: 1 to 255 characters without controls. */
  @Nullable String readId(String name) {
    String value = readString(name);
    if (value == null) {
      return null;
    }
    if (value.isEmpty() || value.length() > MAX_ID_LENGTH) {
      reportProblem(name, "has " + value.length() + " characters instead of 1 to " + MAX_ID_LENGTH);
      return null;
    }
    if (hasControl(value)) {
      reportProblem(name, "has a control character");
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

  /** Reads an id that is mandatory; returns an empty string with a problem. */
  String readRequiredId(String name) {
    String value = readId(name);
    if (value == null) {
      reportProblem(name, "is missing");
      return "";
    }
    return value;
  }

  /** Reads a mandatory array of strings; the order is kept. */
  Set<String> readRequiredStrings(String name) {
    if (!has(name)) {
      reportProblem(name, "is missing");
    }
    if (members.get(name) instanceof List<?> values) {
      return readStrings(name, values);
    }
    return emptyWithProblem(name, "is not an array of strings");
  }

  /** Reads {@code aud}: a string or an array of strings (RFC 7519 §4.1.3). */
  Set<String> readAudience() {
    Object value = members.get("aud");
    if (value == null) {
      return Set.of();
    }
    if (value instanceof String one) {
      return Set.of(one);
    }
    if (value instanceof List<?> values) {
      return readStrings("aud", values);
    }
    return emptyWithProblem("aud", "is neither a string nor an array of strings");
  }

  /** Reads a NumericDate (RFC 7519 §2) to the millisecond, up to the year 9999. */
  @Nullable Instant readInstant(String name) {
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
    reportProblem(name, "is not a time: expected a number of seconds since 1970, up to year 9999");
    return null;
  }

  private Set<String> readStrings(String name, List<?> values) {
    Set<String> texts = new LinkedHashSet<>();
    for (Object value : values) {
      if (value == JsonNull.NULL) {
        return emptyWithProblem(name, "has an element that is null");
      }
      if (!(value instanceof String text)) {
        return emptyWithProblem(name, "has an element that is not a string");
      }
      texts.add(text);
    }
    return Collections.unmodifiableSet(texts);
  }

  private Set<String> emptyWithProblem(String name, String what) {
    reportProblem(name, what);
    return Set.of();
  }

  private void reportProblem(String name, String what) {
    if (problem == null) {
      String found = members.get(name) == JsonNull.NULL ? "is null" : what;
      problem = "the claim \"" + name + "\" " + found;
    }
  }
}
