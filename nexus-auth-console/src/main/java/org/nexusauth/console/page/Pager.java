package org.nexusauth.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way through a list that is read in parts.
 *
 * @param isFirst whether this is the first part
 * @param next the query string of the next part; null for the last one
 * @param first the query string of the first part
 */
public record Pager(boolean isFirst, @Nullable String next, String first) {

  /**
   * Returns the way through a list.
   *
   * @param filters the parameters of the query that filter the list; those that are null or empty
   *     are left out
   * @param cursor where this part begins; null for the beginning
   * @param nextCursor where the next part begins; null for the last part
   */
  public static Pager of(
      Map<String, @Nullable String> filters, @Nullable String cursor, @Nullable String nextCursor) {
    String first = '?' + encode(filters);
    if (nextCursor == null) {
      return new Pager(cursor == null, null, first);
    }
    Map<String, @Nullable String> all = new LinkedHashMap<>(filters);
    all.put("cursor", nextCursor);
    return new Pager(cursor == null, '?' + encode(all), first);
  }

  private static String encode(Map<String, @Nullable String> parameters) {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getValue() != null && !entry.getValue().isEmpty())
        .map(entry -> entry.getKey() + '=' + encode(String.valueOf(entry.getValue())))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
