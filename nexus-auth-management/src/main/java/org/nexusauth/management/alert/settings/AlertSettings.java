package org.nexusauth.management.alert.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How people are notified of alerts. Immutable.
 *
 * @param webhook the webhook; null for none
 * @param mail the mail; null for none
 * @param quietHours when people are notified of critical alerts alone
 * @param consoleUrl the address of the console, for links; null where it is not known
 */
public record AlertSettings(
    @Nullable WebhookSettings webhook,
    @Nullable MailSettings mail,
    QuietHours quietHours,
    @Nullable URI consoleUrl) {
  /** No channel besides the log and listeners. */
  public static final AlertSettings NONE = new AlertSettings(null, null, QuietHours.NEVER, null);
}
