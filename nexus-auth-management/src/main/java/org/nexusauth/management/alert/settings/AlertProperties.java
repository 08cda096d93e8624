package org.nexusauth.management.alert.settings;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the properties of alerts. */
public final class AlertProperties {
  /** Where webhook requests go. */
  public static final String WEBHOOK_URL = "nexus.auth.alerts.webhook.url";

  /** The secrets that sign webhook requests. */
  public static final String WEBHOOK_SECRET = "nexus.auth.alerts.webhook.secret";

  /** Whether the webhook may be at an address that is not public. */
  public static final String WEBHOOK_PRIVATE = "nexus.auth.alerts.webhook.private";

  /** To whom mails go. */
  public static final String MAIL_TO = "nexus.auth.alerts.mail.to";

  /** The JNDI name of the mail session. */
  public static final String MAIL_SESSION = "nexus.auth.alerts.mail.session";

  /** When people are notified of critical alerts alone. */
  public static final String QUIET = "nexus.auth.alerts.quiet";

  /** The address of the console, for links. */
  public static final String CONSOLE_URL = "nexus.auth.alerts.console.url";

  private AlertProperties() {}

  /** Returns all names. */
  public static Set<String> all() {
    return Stream.concat(
            Stream.of(
                WEBHOOK_URL,
                WEBHOOK_SECRET,
                WEBHOOK_PRIVATE,
                MAIL_TO,
                MAIL_SESSION,
                QUIET,
                CONSOLE_URL),
            ThresholdProperties.NAMES.stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
