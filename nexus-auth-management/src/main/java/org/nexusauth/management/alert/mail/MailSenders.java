package org.nexusauth.management.alert.mail;

import org.nexusauth.config.ConfigurationException;
import org.nexusauth.management.alert.delivery.MessageSender;
import org.nexusauth.management.alert.settings.MailSettings;

/**
 * Opens the sending of mail. Jakarta Mail is optional: only here it is found out whether it is
 * there.
 */
public final class MailSenders {
  private MailSenders() {}

  /**
   * Returns what sends mails by the session that settings name; called on a thread of the
   * application, whose JNDI names it sees.
   *
   * @throws ConfigurationException when Jakarta Mail or the session is missing
   */
  public static MessageSender open(MailSettings settings) {
    try {
      return new JakartaMailSender(JndiMailSession.find(settings.session()), settings.to());
    } catch (LinkageError e) {
      throw new ConfigurationException(
          "nexus.auth.alerts.mail.to is set, and the classes of Jakarta Mail are missing: use a"
              + " server that has it, add org.eclipse.angus:angus-mail to the server, or remove the"
              + " property");
    }
  }
}
