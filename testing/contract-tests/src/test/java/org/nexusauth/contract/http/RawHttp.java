package org.nexusauth.contract.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * One connection to a server on the loopback address, over which exactly the given bytes are sent.
 * No client library stands between: what is malformed stays malformed.
 */
public final class RawHttp implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket;
  private final OutputStream out;
  private final RawResponseReader reader;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.reader = new RawResponseReader(new BufferedInputStream(socket.getInputStream()));
  }

  public static RawHttp connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new RawHttp(socket);
  }

  /** Sends the text's characters as one byte each and reads the answer. */
  public RawResponse exchange(String request) throws IOException {
    send(request);
    return reader.read(request.startsWith("HEAD "));
  }

  public void send(String request) throws IOException {
    out.write(request.getBytes(ISO_8859_1));
    out.flush();
  }

  public RawResponse read() throws IOException {
    return reader.read(false);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
