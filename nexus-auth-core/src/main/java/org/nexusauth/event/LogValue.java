package org.nexusauth.event;

import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;

/**
 * Escapes text of a client as one value in a log line of {@code name=value} fields, for listeners
 * that write events: a value must not look like another field or another line.
 */
public final class LogValue {
  private LogValue() {}

  /**
   * Returns a plain word as it is, every other text in quotes, with quotes, backslashes, controls
   * and line breaks escaped and cut after 200 characters.
   *
   * @param text what the client sent, or null for nothing, which is {@code -}
   */
  public static String escape(@Nullable String text) {
    return LogSanitizer.fieldValue(text);
  }
}
