package org.nexusauth.console.page.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.page.Times;
import org.nexusauth.explain.Explanation.Contents;
import org.nexusauth.internal.InvisibleCharacters;
import org.nexusauth.keys.internal.JsonText;

/**
 * A member of a key's header or claims.
 *
 * @param name its name
 * @param value its value in JSON; a time in words too
 */
public record KeyStatement(String name, String value) {
  private static final Set<String> TIMES = Set.of("exp", "iat", "nbf");

  /** 9999-12-31T23:59:59Z: larger numbers are not shown as times. */
  private static final long LAST_SECOND = 253_402_300_799L;

  static List<KeyStatement> listOf(@Nullable Contents contents) {
    if (contents == null) {
      return List.of();
    }
    List<KeyStatement> all = new ArrayList<>();
    addMembers(all, "header", contents.header());
    addMembers(all, "claims", contents.claims());
    return List.copyOf(all);
  }

  private static void addMembers(
      List<KeyStatement> all, String part, Optional<Map<String, Object>> members) {
    if (members.isEmpty()) {
      all.add(new KeyStatement(part, "not one JSON object"));
      return;
    }
    members
        .get()
        .forEach(
            (name, value) -> all.add(new KeyStatement(escapeInvisible(name), format(name, value))));
  }

  private static String format(String name, @Nullable Object value) {
    String json = escapeInvisible(JsonText.compact(value));
    if (TIMES.contains(name)
        && value instanceof Long second
        && second >= 0
        && second <= LAST_SECOND) {
      return json + " = " + Times.formatExact(Instant.ofEpochSecond(second));
    }
    return json;
  }

  /** So that a text does not look like another one, nor change how what follows looks. */
  private static String escapeInvisible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (InvisibleCharacters.isInvisible(point)) {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}
