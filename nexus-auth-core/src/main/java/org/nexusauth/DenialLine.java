package org.nexusauth;

import org.nexusauth.Decision.Denied;
import org.nexusauth.internal.KeyLike;
import org.nexusauth.internal.Printable;
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
            Printable.whole(denied.detail()),
            Printable.value(request.method()),
            Printable.value(KeyLike.masked(request.path())),
            Printable.value(request.remoteAddress()),
            key == null
                ? ""
                : " key=%s integration=%s"
                    .formatted(Printable.value(key.keyId()), Printable.value(key.integrationId())),
            Printable.value(request.requestId()));
  }
}
