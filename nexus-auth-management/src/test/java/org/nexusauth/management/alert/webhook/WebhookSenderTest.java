package org.nexusauth.management.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.management.alert.delivery.DeliveryResult;
import org.nexusauth.management.alert.delivery.DeliveryResult.Accepted;
import org.nexusauth.management.alert.delivery.DeliveryResult.Gone;
import org.nexusauth.management.alert.delivery.DeliveryResult.NotAccepted;
import org.nexusauth.management.alert.settings.WebhookSecret;
import org.nexusauth.management.alert.settings.WebhookSettings;
import org.nexusauth.management.alert.webhook.WebhookReceiver.Request;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;

/** Webhook requests to receivers of every kind. */
final class WebhookSenderTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private WebhookReceiver receiver;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = WebhookReceiver.start();
  }

  @AfterEach
  void stopReceiver() throws IOException {
    receiver.close();
  }

  private DeliveryResult send(String url, boolean privateAllowed, String... addresses) {
    WebhookSettings settings =
        new WebhookSettings(
            URI.create(url),
            List.of(
                WebhookSecret.parse(NEW_SECRET).orElseThrow(),
                WebhookSecret.parse(SECRET).orElseThrow()),
            privateAllowed);
    AddressResolver resolver = host -> parseAddresses(addresses);
    if (addresses.length == 0) {
      resolver = InetAddress::getAllByName;
    }
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (WebhookSender sender = new WebhookSender(settings, resolver, tls, TIMEOUT)) {
      return sender.send(delivery(), Instant.now());
    }
  }

  private static InetAddress[] parseAddresses(String... addresses) throws UnknownHostException {
    InetAddress[] parsed = new InetAddress[addresses.length];
    for (int i = 0; i < addresses.length; i++) {
      parsed[i] = InetAddress.getByName(addresses[i]);
    }
    return parsed;
  }

  private static AlertDelivery delivery() {
    return AlertDelivery.pending(
        "msg_1",
        AlertChannel.WEBHOOK,
        Instant.EPOCH,
        new DeliveryMessage("1 alert(s)", "{\"type\":\"alerts.notified\",\"data\":\"\u00e9\"}"));
  }

  private String url() {
    return "http://hooks.example.com:" + receiver.port() + "/hook?a=b";
  }

  private DeliveryResult send() {
    return send(url(), true, "127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, NEW_SECRET})
  void request_isVerifiedByTheReferenceLibrary_withEachSecret(String secret) throws Exception {
    receiver.answer("HTTP/1.1 204 No Content");

    assertThat(send()).isEqualTo(new Accepted("HTTP 204"));

    Request request = receiver.requests().get(0);
    new Webhook(secret).verify(request.body(), request.headers());
    assertThat(request.body()).isEqualTo(delivery().message().body());
    assertThat(request.line()).isEqualTo("POST /hook?a=b HTTP/1.1");
    assertThat(request.headers().firstValue("host"))
        .contains("hooks.example.com:" + receiver.port());
    assertThat(request.headers().firstValue("content-type")).contains("application/json");
    assertThat(request.headers().firstValue("webhook-id")).contains("msg_1");
    HttpHeaders headers = request.headers();
    assertThatThrownBy(() -> new Webhook(secret).verify(request.body() + " ", headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void receiverThatIsDown_isTriedAgain() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }

    assertThat(send("http://h.example.com:" + port + "/", true, "127.0.0.1"))
        .isEqualTo(new NotAccepted("The connection was refused."));
  }

  @Test
  void receiverThatDoesNotAnswer_isTriedAgain() {
    assertThat(send()).isEqualTo(new NotAccepted("There was no answer within 1 seconds."));
  }

  @Test
  void receiverThatAnswersByteByByte_isGivenNoMoreTime() {
    receiver.answer(
        out -> {
          while (true) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 0, 1);
            out.flush();
            LockSupport.parkNanos(50_000_000);
          }
        });
    long start = System.nanoTime();

    assertThat(send()).isInstanceOf(NotAccepted.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void answerWithoutEnd_isNotRead() {
    receiver.answer(
        out -> {
          byte[] much = "HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII);
          writeFor(out, much);
        });

    assertThat(send()).isEqualTo(new Accepted("HTTP 200"));
  }

  @Test
  void headWithoutEnd_isGivenUp() {
    receiver.answer(out -> writeFor(out, new byte[1_024]));

    assertThat(send()).isEqualTo(new NotAccepted("The connection failed (IOException)."));
  }

  private static void writeFor(OutputStream out, byte[] part) throws IOException {
    out.write(part);
    byte[] more = new byte[1_024];
    Arrays.fill(more, (byte) 'x');
    for (int i = 0; i < 100_000; i++) {
      out.write(more);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirect_isNotFollowed(int status) {
    receiver.answer(
        "HTTP/1.1 " + status + " Moved\r\nLocation: http://127.0.0.1:" + receiver.port() + "/");

    DeliveryResult result = send();

    assertThat(result).isInstanceOf(NotAccepted.class);
    assertThat(result.outcome()).startsWith("HTTP " + status + ": redirects are not followed");
    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void gone_meansThatTheReceiverWantsNoMore() {
    receiver.answer("HTTP/1.1 410 Gone");

    assertThat(send()).isInstanceOf(Gone.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 429, 500, 503})
  void otherStatus_isTriedAgain(int status) {
    receiver.answer("HTTP/1.1 " + status + " No");

    assertThat(send()).isEqualTo(new NotAccepted("HTTP " + status));
  }

  @Test
  void statusBeforeTheAnswer_isNotTheAnswer() {
    receiver.answer("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK");

    assertThat(send()).isEqualTo(new Accepted("HTTP 200"));
  }

  @Test
  void answerThatIsNoHttp_isTriedAgain() {
    receiver.answer("220 mail.example.com ESMTP");

    assertThat(send()).isEqualTo(new NotAccepted("The connection failed (IOException)."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0.0.0.0", "0"
      })
  void privateHost_isNotConnectedTo(String host) {
    DeliveryResult result = send("http://" + host + ":" + receiver.port() + "/", false);

    assertThat(result).isInstanceOf(NotAccepted.class);
    assertThat(result.outcome()).contains("nexus.auth.alerts.webhook.private=true");
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void nameOfAPrivateAddress_isNotConnectedTo() {
    DeliveryResult result = send(url(), false, "10.0.0.1", "127.0.0.1", "::1");

    assertThat(result.outcome()).startsWith("Not sent: the host has no public address.");
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void hostWhoseAddressChanges_isConnectedToTheCheckedOne() {
    receiver.answer("HTTP/1.1 200 OK");
    int[] lookups = {0};
    WebhookSettings settings =
        new WebhookSettings(
            URI.create(url()), List.of(WebhookSecret.parse(SECRET).orElseThrow()), true);
    AddressResolver rebinding =
        host -> {
          lookups[0]++;
          return parseAddresses("127.0.0.1");
        };
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (WebhookSender sender = new WebhookSender(settings, rebinding, tls, TIMEOUT)) {
      assertThat(sender.send(delivery(), Instant.now())).isInstanceOf(Accepted.class);
    }

    assertThat(lookups[0]).as("one look-up, of a host that no DNS has").isEqualTo(1);
  }

  @Test
  void closedSender_endsItsAttempt_andMakesNoOther() throws Exception {
    WebhookSettings settings =
        new WebhookSettings(
            URI.create(url()), List.of(WebhookSecret.parse(SECRET).orElseThrow()), true);
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    WebhookSender sender =
        new WebhookSender(settings, host -> parseAddresses("127.0.0.1"), tls, Duration.ofHours(1));
    CompletableFuture<DeliveryResult> attempt =
        CompletableFuture.supplyAsync(() -> sender.send(delivery(), Instant.now()));
    await().until(() -> !receiver.requests().isEmpty());

    sender.close();

    assertThat(attempt.get(10, TimeUnit.SECONDS)).isInstanceOf(NotAccepted.class);
    assertThat(sender.send(delivery(), Instant.now()))
        .isEqualTo(new NotAccepted("Not sent: the application is ending."));
  }

  @Test
  void unknownHost_isTriedAgain() {
    WebhookSettings settings =
        new WebhookSettings(
            URI.create(url()), List.of(WebhookSecret.parse(SECRET).orElseThrow()), false);
    AddressResolver none =
        host -> {
          throw new UnknownHostException(host);
        };
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (WebhookSender sender = new WebhookSender(settings, none, tls, TIMEOUT)) {
      assertThat(sender.send(delivery(), Instant.now()))
          .isEqualTo(new NotAccepted("The host has no address in DNS."));
    }
  }

  @Test
  void receiverWithoutTls_isNotSentAnything() {
    receiver.answer("HTTP/1.1 200 OK");

    DeliveryResult result =
        send("https://hooks.example.com:" + receiver.port() + "/", true, "127.0.0.1");

    assertThat(result).isInstanceOf(NotAccepted.class);
    assertThat(receiver.requests())
        .noneMatch(request -> request.body().contains("alerts.notified"));
  }
}
