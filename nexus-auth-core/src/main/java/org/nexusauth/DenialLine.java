package org.nexusauth;

import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.verify.VerifiedApiKey;

/** Describes a denied request in one line of the log. */
final class DenialLine {
  private DenialLine() {}

  /** Returns code and cause, then fields; the key's ids only of a genuine key. */
  static String of(GateRequest request, Denied denied) {
    VerifiedApiKey key = denied.key();
    return "%s: %s · method=%s path=%s address=%s%s request=%s"
        .formatted(
            denied.reason().code(),
            LogSanitizer.whole(denied.detail()),
            LogSanitizer.value(request.method()),
            LogSanitizer.value(KeyTextDetector.maskPath(request.path())),
            LogSanitizer.value(request.remoteAddress()),
            key == null
                ? ""
                : " key=%s integration=%s"
                    .formatted(
                        LogSanitizer.value(key.keyId()), LogSanitizer.value(key.integrationId())),
            LogSanitizer.value(request.requestId()));
  }
}
