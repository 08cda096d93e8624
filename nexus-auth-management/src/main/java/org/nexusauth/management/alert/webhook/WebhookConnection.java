package org.nexusauth.management.alert.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to an address that was checked, not to whatever the host's name means a moment later.
 * TLS checks the name in the receiver's certificate all the same.
 */
final class WebhookConnection {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final SSLSocketFactory tls;

  WebhookConnection(SSLSocketFactory tls) {
    this.tls = tls;
  }

  static boolean isEncrypted(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** Returns the host's name or address, that of IPv6 without brackets. */
  static String hostOf(URI url) {
    String host = url.getHost();
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    return host;
  }

  private static int portOf(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return isEncrypted(url) ? HTTPS_PORT : HTTP_PORT;
  }

  /** Connects a socket, which the caller closes. */
  Socket connect(Socket socket, URI url, InetAddress address, Duration timeout) throws IOException {
    int millis = Math.toIntExact(timeout.toMillis());
    socket.connect(new InetSocketAddress(address, portOf(url)), millis);
    socket.setSoTimeout(millis);
    if (!isEncrypted(url)) {
      return socket;
    }
    Socket layered = tls.createSocket(socket, hostOf(url), portOf(url), true);
    if (!(layered instanceof SSLSocket encrypted)) {
      throw new IOException("no TLS");
    }
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }
}
