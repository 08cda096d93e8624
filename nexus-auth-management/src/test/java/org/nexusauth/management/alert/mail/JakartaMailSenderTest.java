package org.nexusauth.management.alert.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.management.alert.delivery.DeliveryResult;
import org.nexusauth.management.alert.delivery.DeliveryResult.Accepted;
import org.nexusauth.management.alert.delivery.DeliveryResult.NotAccepted;
import org.nexusauth.management.alert.settings.MailSettings;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;

/** Mails, to a mail server of the test. */
final class JakartaMailSenderTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Properties properties = new Properties();

  @BeforeEach
  void startServer() {
    server.start();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
    properties.setProperty("mail.from", "nexus@example.com");
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  private DeliveryResult send(String title, String body) {
    return send(Session.getInstance(properties), title, body);
  }

  private static DeliveryResult send(Session session, String title, String body) {
    AlertDelivery delivery =
        AlertDelivery.pending(
            "msg_1", AlertChannel.MAIL, Instant.EPOCH, new DeliveryMessage(title, body));
    return new JakartaMailSender(
            JndiMailSession.withTimeouts(session), List.of("ops@example.com", "ada@example.org"))
        .send(delivery, Instant.now());
  }

  @Test
  void mail_arrivesAsPlainText() throws Exception {
    assertThat(send("[critical] Größe", "Zeile 1 – ä\nLine 2\n")).isInstanceOf(Accepted.class);

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(mail.getSubject()).isEqualTo("[critical] Größe");
    assertThat(mail.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(mail.getContent().toString().lines()).containsExactly("Zeile 1 – ä", "Line 2");
    assertThat(mail.getFrom()[0]).hasToString("nexus@example.com");
    assertThat(mail.getAllRecipients()).hasSize(2);
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("X-Nexus-Auth-Delivery")).containsExactly("msg_1");
  }

  @Test
  void title_withLineEnds_addsNoHeader() throws Exception {
    send("a\r\nBcc: eve@example.com\r\n\r\nBody", "b\r\n.\r\nQUIT\r\n");

    assertThat(server.getReceivedMessages()).hasSize(2);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).startsWith("a  Bcc: eve@example.com");
    assertThat(mail.getContent().toString()).contains("QUIT");
  }

  @Test
  void serverThatIsDown_isTriedAgain() throws IOException {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      properties.setProperty("mail.smtp.port", String.valueOf(unused.getLocalPort()));
    }

    DeliveryResult result = send("a", "b");

    assertThat(result).isInstanceOf(NotAccepted.class);
    assertThat(result.outcome()).startsWith("The mail server cannot be reached");
  }

  @Test
  void serverThatDoesNotAnswer_isTriedAgain() throws IOException {
    properties.setProperty("mail.smtp.timeout", "200");
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      properties.setProperty("mail.smtp.port", String.valueOf(silent.getLocalPort()));
      assertThat(send("a", "b")).isInstanceOf(NotAccepted.class);
    }
  }

  @Test
  void passwordOfTheServersSession_isUsed() {
    server.setUser("nexus", "s3cr3t");
    properties.setProperty("mail.smtp.auth", "true");
    assertThat(send(Session.getInstance(properties, new FixedPassword("s3cr3t")), "a", "b"))
        .isInstanceOf(Accepted.class);

    assertThat(send(Session.getInstance(properties, new FixedPassword("wrong")), "a", "b"))
        .isEqualTo(new NotAccepted("The mail server refused user or password."));
  }

  /** The password that the server has in its session. */
  private static final class FixedPassword extends Authenticator {
    private final String password;

    FixedPassword(String password) {
      this.password = password;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return new PasswordAuthentication("nexus", password);
    }
  }

  @Test
  void session_hasTimeouts_whereTheServerSetNone() {
    properties.setProperty("mail.smtp.timeout", "7");

    Session session = JndiMailSession.withTimeouts(Session.getInstance(properties));

    assertThat(session.getProperty("mail.smtp.timeout")).isEqualTo("7");
    assertThat(session.getProperty("mail.smtp.connectiontimeout")).isEqualTo("10000");
    assertThat(session.getProperty("mail.smtps.writetimeout")).isEqualTo("20000");
    assertThat(properties).doesNotContainKey("mail.smtp.connectiontimeout");
  }

  @Test
  void sessionThatIsMissing_stopsTheStart() {
    assertThatThrownBy(() -> MailSenders.open(new MailSettings(List.of("a@b.c"), "mail/none")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("NEXUS-1010 nexus.auth.alerts.mail.session=mail/none ")
        .hasMessageContaining("set up a mail session of this name in the server");
  }

  @Test
  void nameOfAnotherServer_isNotLookedUp() {
    MailSettings settings = new MailSettings(List.of("a@b.c"), "ldap://127.0.0.1:1/x");

    assertThatThrownBy(() -> MailSenders.open(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is no name of this server");
  }

  @Test
  void serverWithoutJakartaMail_stopsTheStart() throws Exception {
    Class<?> senders = new WithoutMail().loadClass(MailSenders.class.getName());
    Method open = senders.getMethod("open", MailSettings.class);

    assertThatThrownBy(() -> open.invoke(null, new MailSettings(List.of("a@b.c"), "mail/x")))
        .cause()
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the classes of Jakarta Mail are missing");
  }

  /** Loads the package of this test without Jakarta Mail. */
  private static final class WithoutMail extends ClassLoader {
    WithoutMail() {
      super(JakartaMailSenderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("jakarta.mail.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith(MailSenders.class.getPackageName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
