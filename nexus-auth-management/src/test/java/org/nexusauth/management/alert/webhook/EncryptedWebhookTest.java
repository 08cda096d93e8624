package org.nexusauth.management.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.management.alert.delivery.DeliveryResult;
import org.nexusauth.management.alert.delivery.DeliveryResult.Accepted;
import org.nexusauth.management.alert.delivery.DeliveryResult.NotAccepted;
import org.nexusauth.management.alert.settings.WebhookSecret;
import org.nexusauth.management.alert.settings.WebhookSettings;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;

/** Webhook requests over TLS: to a checked address, with the host's name in the certificate. */
final class EncryptedWebhookTest {
  private static final String HOST = "hooks.example.com";

  @TempDir Path folder;

  private static DeliveryResult send(WebhookReceiver receiver, SSLSocketFactory trusting) {
    receiver.answer("HTTP/1.1 200 OK");
    WebhookSettings settings =
        new WebhookSettings(
            URI.create("https://" + HOST + ":" + receiver.port() + "/"),
            List.of(WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow()),
            true);
    AddressResolver resolver =
        host -> new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
    AlertDelivery delivery =
        AlertDelivery.pending(
            "msg_1", AlertChannel.WEBHOOK, Instant.EPOCH, new DeliveryMessage("t", "{}"));
    try (WebhookSender sender =
        new WebhookSender(settings, resolver, trusting, Duration.ofSeconds(10))) {
      return sender.send(delivery, Instant.now());
    }
  }

  private static WebhookReceiver receiverWith(SSLContext context) throws Exception {
    return new WebhookReceiver(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  @Test
  void certificate_forTheHostOfTheUrl_isAccepted() throws Exception {
    SSLContext context = TestCertificate.create(folder, HOST).context();
    try (WebhookReceiver receiver = receiverWith(context)) {
      assertThat(send(receiver, context.getSocketFactory())).isEqualTo(new Accepted("HTTP 200"));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void certificate_forAnotherHost_isNotSentAnything() throws Exception {
    SSLContext context = TestCertificate.create(folder, "other.example.com").context();
    try (WebhookReceiver receiver = receiverWith(context)) {
      DeliveryResult result = send(receiver, context.getSocketFactory());

      assertThat(result).isInstanceOf(NotAccepted.class);
      assertThat(result.outcome()).startsWith("TLS failed (");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void certificate_thatIsNotTrusted_isNotSentAnything() throws Exception {
    SSLContext context = TestCertificate.create(folder, HOST).context();
    try (WebhookReceiver receiver = receiverWith(context)) {
      DeliveryResult result = send(receiver, (SSLSocketFactory) SSLSocketFactory.getDefault());

      assertThat(result).isInstanceOf(NotAccepted.class);
      assertThat(result.outcome()).startsWith("TLS failed (");
      assertThat(receiver.requests()).isEmpty();
    }
  }
}
