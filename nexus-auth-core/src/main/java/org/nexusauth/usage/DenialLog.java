package org.nexusauth.usage;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.event.AnswerEvent;
import org.nexusauth.internal.ClientVersionText;
import org.nexusauth.internal.NetworkPrefix;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;

/** The denials of genuine keys since the last flush, a bounded number a minute. Thread-safe. */
final class DenialLog {
  /** How many denials a minute are kept one by one; further ones are only counted. */
  static final int MAX_A_MINUTE = 100;

  private static final int MAX_PENDING = 10 * MAX_A_MINUTE;
  private static final int SECONDS_A_MINUTE = 60;

  // Guarded by this.
  private List<DeniedRequest> pending = new ArrayList<>();
  private long minute = Long.MIN_VALUE;
  private int inMinute;

  /** Keeps a denial, if there is room. */
  void add(KeyId key, Denied denied, AnswerEvent event) {
    if (hasRoom(event)) {
      DeniedRequest entry =
          new DeniedRequest(
              event.at(),
              key,
              denied.reason(),
              UsageText.sanitizeOrHyphen(denied.detail()),
              UsageText.sanitizeOrHyphen(event.method()),
              UsageText.sanitize(event.route()),
              NetworkPrefix.ofAddress(event.remoteAddress()),
              UsageText.sanitizeOrHyphen(event.requestId()),
              ClientVersionText.sanitize(event.clientVersion()));
      synchronized (this) {
        pending.add(entry);
      }
    }
  }

  private synchronized boolean hasRoom(AnswerEvent event) {
    long now = Math.floorDiv(event.at().getEpochSecond(), SECONDS_A_MINUTE);
    if (now != minute) {
      minute = now;
      inMinute = 0;
    }
    inMinute++;
    return inMinute <= MAX_A_MINUTE && pending.size() < MAX_PENDING;
  }

  /** Returns what is kept, and keeps it no more. */
  synchronized List<DeniedRequest> drain() {
    List<DeniedRequest> drained = pending;
    pending = new ArrayList<>();
    return drained;
  }
}
