package org.nexusauth.management.alert.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.delivery.DeliveryResult;
import org.nexusauth.management.alert.delivery.MessageSender;
import org.nexusauth.management.alert.settings.WebhookSecret;
import org.nexusauth.management.alert.settings.WebhookSettings;
import org.nexusauth.management.model.alert.AlertDelivery;

/**
 * Sends webhook requests: signed, to a checked address, without following redirects, each within a
 * time that no receiver can stretch. What is answered is not read beyond the status. Used by one
 * thread, and closed by any.
 */
public final class WebhookSender implements MessageSender, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int GONE = 410;

  private final WebhookSettings settings;
  private final AddressResolver resolver;
  private final WebhookConnection connection;
  private final Duration timeout;
  private final ScheduledThreadPoolExecutor deadlines;

  /** Written by the thread that sends, read by the one that closes. */
  private volatile @Nullable Socket active;

  /** Makes a sender that trusts what this Java platform trusts. */
  public static WebhookSender open(WebhookSettings settings) {
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return new WebhookSender(settings, InetAddress::getAllByName, tls, TIMEOUT);
  }

  WebhookSender(
      WebhookSettings settings, AddressResolver resolver, SSLSocketFactory tls, Duration timeout) {
    this.settings = settings;
    this.resolver = resolver;
    this.connection = new WebhookConnection(tls);
    this.timeout = timeout;
    this.deadlines = new ScheduledThreadPoolExecutor(1, WebhookSender::createThread);
    deadlines.setRemoveOnCancelPolicy(true);
  }

  private static Thread createThread(Runnable work) {
    Thread thread = new Thread(work, "nexus-auth-webhook-deadline");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns where requests go, without a secret. */
  public String receiver() {
    return settings.receiver();
  }

  @Override
  public DeliveryResult send(AlertDelivery delivery, Instant now) {
    List<InetAddress> addresses;
    try {
      addresses = listAllowedAddresses();
    } catch (UnknownHostException e) {
      return new DeliveryResult.NotAccepted("The host has no address in DNS.");
    }
    if (addresses.isEmpty()) {
      return new DeliveryResult.NotAccepted(
          "Not sent: the host has no public address. To allow others, set"
              + " nexus.auth.alerts.webhook.private=true.");
    }
    return sendTo(addresses.get(0), delivery, now);
  }

  private List<InetAddress> listAllowedAddresses() throws UnknownHostException {
    InetAddress[] all = resolver.resolve(WebhookConnection.hostOf(settings.url()));
    return Arrays.stream(all)
        .filter(address -> settings.privateAllowed() || PublicAddresses.isPublic(address))
        .toList();
  }

  private DeliveryResult sendTo(InetAddress address, AlertDelivery delivery, Instant now) {
    AtomicBoolean late = new AtomicBoolean();
    try (Socket socket = SocketFactory.getDefault().createSocket()) {
      active = socket;
      ScheduledFuture<?> deadline =
          deadlines.schedule(
              () -> {
                late.set(true);
                closeQuietly(socket);
              },
              timeout.toMillis(),
              TimeUnit.MILLISECONDS);
      try {
        return describeStatus(exchange(socket, address, delivery, now));
      } finally {
        deadline.cancel(false);
        active = null;
      }
    } catch (RejectedExecutionException e) {
      return new DeliveryResult.NotAccepted("Not sent: the application is ending.");
    } catch (IOException e) {
      if (late.get()) {
        return timedOut();
      }
      return describeFailure(e);
    }
  }

  /** Closing a socket ends whatever waits for it. */
  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  private int exchange(Socket socket, InetAddress address, AlertDelivery delivery, Instant now)
      throws IOException {
    Socket connected = connection.connect(socket, settings.url(), address, timeout);
    byte[] body = delivery.message().body().getBytes(StandardCharsets.UTF_8);
    OutputStream out = connected.getOutputStream();
    out.write(writeHead(delivery, now, body.length).getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    return new HttpStatusReader(new BufferedInputStream(connected.getInputStream())).readStatus();
  }

  private String writeHead(AlertDelivery delivery, Instant now, int length) {
    URI url = settings.url();
    long timestamp = now.getEpochSecond();
    String signatures =
        settings.secrets().stream()
            .map(secret -> sign(secret, delivery, timestamp))
            .collect(Collectors.joining(" "));
    return String.join(
        "\r\n",
        "POST " + targetOf(url) + " HTTP/1.1",
        "Host: " + url.getRawAuthority(),
        "User-Agent: nexus-auth",
        "Content-Type: application/json",
        "Content-Length: " + length,
        "Connection: close",
        "webhook-id: " + delivery.id(),
        "webhook-timestamp: " + timestamp,
        "webhook-signature: " + signatures,
        "",
        "");
  }

  private static String sign(WebhookSecret secret, AlertDelivery delivery, long timestamp) {
    return secret.sign(delivery.id(), timestamp, delivery.message().body());
  }

  private static String targetOf(URI url) {
    String path = url.getRawPath();
    if (path == null || path.isEmpty()) {
      path = "/";
    }
    if (url.getRawQuery() == null) {
      return path;
    }
    return path + "?" + url.getRawQuery();
  }

  private static DeliveryResult describeStatus(int status) {
    if (status / 100 == 2) {
      return new DeliveryResult.Accepted("HTTP " + status);
    }
    if (status == GONE) {
      return new DeliveryResult.Gone("HTTP 410: the receiver wants no more requests");
    }
    if (status / 100 == 3) {
      return new DeliveryResult.NotAccepted(
          "HTTP "
              + status
              + ": redirects are not followed; set nexus.auth.alerts.webhook.url to the final"
              + " address.");
    }
    return new DeliveryResult.NotAccepted("HTTP " + status);
  }

  private DeliveryResult describeFailure(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return timedOut();
    }
    if (e instanceof ConnectException) {
      return new DeliveryResult.NotAccepted("The connection was refused.");
    }
    if (e instanceof SSLException) {
      return new DeliveryResult.NotAccepted(
          "TLS failed (%s): is the certificate valid for the host, and its issuer trusted here?"
              .formatted(e.getClass().getSimpleName()));
    }
    return new DeliveryResult.NotAccepted(
        "The connection failed (%s).".formatted(e.getClass().getSimpleName()));
  }

  private DeliveryResult timedOut() {
    return new DeliveryResult.NotAccepted(
        "There was no answer within %s seconds.".formatted(timeout.toSeconds()));
  }

  /** Ends an attempt that is under way, and the thread of the deadlines. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    Socket socket = active;
    if (socket != null) {
      closeQuietly(socket);
    }
  }
}
