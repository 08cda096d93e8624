package org.nexusauth.management.alert.settings;

import java.util.List;

/**
 * To whom mails go.
 *
 * @param to addresses
 * @param session the JNDI name of the mail session of the server
 */
public record MailSettings(List<String> to, String session) {

  /** Copies the addresses. */
  public MailSettings {
    to = List.copyOf(to);
  }

  /** Returns the addresses on one line. */
  public String receiver() {
    return String.join(", ", to);
  }
}
