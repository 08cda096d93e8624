package org.nexusauth.management.model.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way out of this application by which people are notified of alerts. Codes never change. */
public enum AlertChannel {
  /** An HTTP request in the form of Standard Webhooks. */
  WEBHOOK,
  /** A mail. */
  MAIL;

  /** Returns its name in records and interfaces, for example {@code webhook}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the channel of a code; empty where there is none. */
  public static Optional<AlertChannel> find(String code) {
    return Arrays.stream(values()).filter(channel -> channel.code().equals(code)).findFirst();
  }
}
