package org.nexusauth.management.alert.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.nexusauth.config.ConfigurationException;

/** Finds the mail session of the server. Loading it fails where Jakarta Mail is missing. */
final class JndiMailSession {
  private static final String CONNECT_TIMEOUT = "10000";
  private static final String TIMEOUT = "20000";

  private JndiMailSession() {}

  /**
   * Returns the session of a JNDI name, with time-outs where it has none.
   *
   * @throws ConfigurationException when there is none
   */
  @SuppressWarnings("BanJNDI") // The name is a setting of the application, not of a client.
  static Session find(String name) {
    if (name.contains(":") && !name.startsWith("java:")) {
      throw wrong(name, "is no name of this server; expected one such as mail/alerts");
    }
    try {
      Object found = InitialContext.doLookup(name);
      if (found instanceof Session session) {
        return withTimeouts(session);
      }
      throw wrong(name, "names no mail session of Jakarta Mail, but a " + classOf(found));
    } catch (NamingException e) {
      throw wrong(
          name,
          "is not found in JNDI (%s); set up a mail session of this name in the server"
              .formatted(e.getClass().getSimpleName()));
    }
  }

  private static String classOf(Object found) {
    if (found == null) {
      return "null";
    }
    return found.getClass().getName();
  }

  private static ConfigurationException wrong(String name, String problem) {
    return new ConfigurationException(
        "nexus.auth.alerts.mail.session=%s %s".formatted(name, problem));
  }

  /** The server's own session is shared with others, so its properties are copied. */
  static Session withTimeouts(Session session) {
    Properties properties = new Properties();
    session
        .getProperties()
        .stringPropertyNames()
        .forEach(name -> properties.setProperty(name, session.getProperty(name)));
    for (String protocol : new String[] {"smtp", "smtps"}) {
      properties.putIfAbsent("mail." + protocol + ".connectiontimeout", CONNECT_TIMEOUT);
      properties.putIfAbsent("mail." + protocol + ".timeout", TIMEOUT);
      properties.putIfAbsent("mail." + protocol + ".writetimeout", TIMEOUT);
    }
    return Session.getInstance(properties, new DelegatingAuthenticator(session));
  }

  /** Asks the server's session for user and password. */
  private static final class DelegatingAuthenticator extends Authenticator {
    private final Session session;

    DelegatingAuthenticator(Session session) {
      this.session = session;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return session.requestPasswordAuthentication(
          getRequestingSite(),
          getRequestingPort(),
          getRequestingProtocol(),
          getRequestingPrompt(),
          getDefaultUserName());
    }
  }
}
