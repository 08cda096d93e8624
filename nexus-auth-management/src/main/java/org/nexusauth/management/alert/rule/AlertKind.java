package org.nexusauth.management.alert.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What alerts are about; one rule each. Codes are stored and sent: they never change. */
public enum AlertKind {
  /** Far more requests than the key's own past. */
  TRAFFIC_SPIKE,
  /** Far fewer requests than the key's own past. */
  TRAFFIC_DROP,
  /** No requests at all for much longer than ever before. */
  SILENCE,
  /** A large share of answers are errors. */
  ERROR_SHARE,
  /** Requests were denied because a limit was used up. */
  LIMIT_HITS,
  /** 75, 90 or 100 % of a limit is used. */
  LIMIT_NEARLY_USED,
  /** A revoked key is still sent. */
  REVOKED_KEY_USED,
  /** An expired key is still sent. */
  EXPIRED_KEY_USED,
  /** The old key of a rotation is used although the new one is. */
  OLD_KEY_USED,
  /** A client version that the key has never had. */
  NEW_CLIENT_VERSION,
  /** A network that the key has never been used from. */
  NEW_NETWORK,
  /** A key with a good signature that was never issued: the signing key may be stolen. */
  UNKNOWN_KEY,
  /** A key expires in 30, 7 or 1 days. */
  EXPIRING,
  /** A valid key has not been used for 90 days. */
  UNUSED;

  /** Returns its name in settings, records and messages, for example {@code traffic-spike}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the kind of a code; empty where there is none. */
  public static Optional<AlertKind> find(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
