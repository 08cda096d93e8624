package org.nexusauth.management.alert.event;

import java.util.Locale;

/** Why an application is notified of an alert. */
public enum AlertChange {
  /** Its rule has found something. */
  OPENED,
  /** It has become more severe. */
  ESCALATED,
  /** Its rule has found nothing for a while. */
  CLOSED;

  /** Returns its name in messages, for example {@code opened}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
