package org.nexusauth.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.Limits;

/**
 * What every answer to a verified key tells of it: what is left of its limits, and when it ends.
 * Immutable.
 *
 * @param limits what is left; null where nothing is told
 * @param draft whether the limits are told in the headers of the draft, too
 * @param sunset the scheduled end; null while none is scheduled
 */
public record KeyHeaders(@Nullable Limits limits, boolean draft, @Nullable Sunset sunset) {
  /** Nothing. */
  public static final KeyHeaders NONE = new KeyHeaders(null, false, null);

  /** Returns whether there is no header. */
  public boolean isEmpty() {
    return limits == null && sunset == null;
  }

  /**
   * Returns whether a header has the value that is told here, whatever the application says: only
   * the gate knows what is left of the key's limits. An application may announce another end.
   */
  public boolean isReserved(String header) {
    return limits != null && limits.tellsIn(header, draft);
  }

  /** Passes each header and its value on. */
  public void forEach(BiConsumer<? super String, ? super String> header) {
    if (limits != null) {
      limits.forEachHeader(draft, header);
    }
    if (sunset != null) {
      sunset.headers().forEach(header);
    }
  }

  /** Returns the headers by name. */
  public Map<String, String> toMap() {
    Map<String, String> all = new LinkedHashMap<>();
    forEach(all::put);
    return all;
  }
}
