package org.nexusauth.management.model.alert;

/** What has become of an alert. */
public enum AlertState {
  /** It is still so, and no operator has acknowledged it. */
  OPEN,
  /** It is still so, and an operator has acknowledged it. */
  ACKNOWLEDGED,
  /** Its rule has found nothing for a while. */
  CLOSED
}
