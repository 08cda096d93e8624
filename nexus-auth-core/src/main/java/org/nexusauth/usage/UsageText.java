package org.nexusauth.usage;

import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.ClientVersionText;
import org.nexusauth.usage.store.UsageDetail;

/** Makes texts fit to be kept and shown. */
final class UsageText {
  private UsageText() {}

  /** Returns the printable characters of a text, at most those that are kept; null for none. */
  static @Nullable String sanitize(@Nullable String text) {
    return ClientVersionText.sanitize(text, UsageDetail.MAX_LENGTH);
  }

  /** The same, with a hyphen for none. */
  static String sanitizeOrHyphen(@Nullable String text) {
    String sanitized = sanitize(text);
    return sanitized == null ? "-" : sanitized;
  }
}
