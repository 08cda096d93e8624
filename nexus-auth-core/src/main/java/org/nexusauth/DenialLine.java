package org.nexusauth;

import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.verify.VerifiedApiKey;

/** The log line of a denied request. */
final class DenialLine {
  private DenialLine() {}

  /** Returns code and cause, then fields; the key's ids only of a genuine key. */
  static String formatLine(GateRequest request, Denied denied) {
    return "%s: %s · method=%s path=%s address=%s%s request=%s"
        .formatted(
            denied.reason().code(),
            LogSanitizer.escape(denied.detail()),
            LogSanitizer.fieldValue(request.method()),
            LogSanitizer.fieldValue(KeyTextDetector.maskPath(request.path())),
            LogSanitizer.fieldValue(request.remoteAddress()),
            idsOf(denied.key()),
            LogSanitizer.fieldValue(request.requestId()));
  }

  private static String idsOf(@Nullable VerifiedApiKey key) {
    if (key == null) {
      return "";
    }
    return " key=%s integration=%s"
        .formatted(
            LogSanitizer.fieldValue(key.keyId()), LogSanitizer.fieldValue(key.integrationId()));
  }
}
