package org.nexusauth.management.alert.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertThresholds;

/**
 * How people are notified of alerts. Immutable.
 *
 * @param webhook the webhook; null for none
 * @param mail the mail; null for none
 * @param quietHours when people are notified of critical alerts alone
 * @param consoleUrl the address of the console, for links; null where it is not known
 * @param thresholds from when on rules find something
 */
public record AlertSettings(
    @Nullable WebhookSettings webhook,
    @Nullable MailSettings mail,
    QuietHours quietHours,
    @Nullable URI consoleUrl,
    AlertThresholds thresholds) {
  /** No channel besides the log and listeners. */
  public static final AlertSettings NONE =
      new AlertSettings(null, null, QuietHours.NEVER, null, AlertThresholds.DEFAULT);
}
