package org.nexusauth.decision;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The headers that keep a shared cache from serving the answer to one key to another caller: HTTP
 * protects only answers to {@code Authorization} from being stored (RFC 9111 §3.5).
 */
public final class CacheHeaders {
  /** The header that names what an answer depends on (RFC 9110 §12.5.5). */
  public static final String VARY = "Vary";

  /** The header that says who may store an answer (RFC 9111 §5.2). */
  public static final String CACHE_CONTROL = "Cache-Control";

  /** The {@link #CACHE_CONTROL} of an answer for which the application set none. */
  public static final String PRIVATE = "private";

  private static final String ANY = "*";

  private CacheHeaders() {}

  /**
   * Returns a value of {@link #VARY} with all names of the given values and the key's header, each
   * once.
   *
   * @param values the values of the response; may be empty
   * @param header the name of the key's header
   * @return one value; {@code *} when one of the given ones has it
   */
  public static String mergeVary(Collection<String> values, String header) {
    if (values.isEmpty()) {
      return header;
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String value : values) {
      for (String name : value.split(",", -1)) {
        String stripped = name.strip();
        if (stripped.equals(ANY)) {
          return ANY;
        }
        if (!stripped.isEmpty()) {
          names.putIfAbsent(stripped.toLowerCase(Locale.ROOT), stripped);
        }
      }
    }
    names.putIfAbsent(header.toLowerCase(Locale.ROOT), header);
    return String.join(", ", names.values());
  }
}
