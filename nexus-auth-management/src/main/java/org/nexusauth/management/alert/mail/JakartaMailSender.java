package org.nexusauth.management.alert.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.nexusauth.management.alert.delivery.DeliveryResult;
import org.nexusauth.management.alert.delivery.MessageSender;
import org.nexusauth.management.model.alert.AlertDelivery;

/** Sends mails. Loading it fails where Jakarta Mail is missing. */
final class JakartaMailSender implements MessageSender {
  private static final String CHARSET = StandardCharsets.UTF_8.name();

  private final Session session;
  private final List<String> to;

  JakartaMailSender(Session session, List<String> to) {
    this.session = session;
    this.to = to;
  }

  @Override
  public DeliveryResult send(AlertDelivery delivery, Instant now) {
    try {
      Transport.send(compose(delivery));
      return new DeliveryResult.Accepted("The mail server has accepted it.");
    } catch (AuthenticationFailedException e) {
      return new DeliveryResult.NotAccepted("The mail server refused user or password.");
    } catch (SendFailedException e) {
      return new DeliveryResult.NotAccepted(
          "The mail server refused the mail, or an address: check nexus.auth.alerts.mail.to and"
              + " mail.from of the session.");
    } catch (MessagingException e) { // Its text may hold anything.
      return new DeliveryResult.NotAccepted(
          "The mail server cannot be reached, or did not answer in time (%s)."
              .formatted(e.getClass().getSimpleName()));
    }
  }

  private MimeMessage compose(AlertDelivery delivery) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom();
    for (String address : to) {
      message.addRecipient(RecipientType.TO, new InternetAddress(address, true));
    }
    message.setSubject(withoutControls(delivery.message().title()), CHARSET);
    message.setSentDate(Date.from(delivery.createdAt()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Nexus-Auth-Delivery", withoutControls(delivery.id()));
    message.setText(delivery.message().body(), CHARSET);
    return message;
  }

  /** A line end would begin another header. */
  private static String withoutControls(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
