package org.nexusauth.contract.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a server says on one connection to bytes that are sent at once.
 *
 * @param answers the answers that could be read, in order
 * @param end how it ended
 */
public record HttpConversation(List<RawResponse> answers, End end) {

  /** How a conversation ends. */
  public enum End {
    /** The server closed the connection. */
    CLOSED,
    /** The server waits for more. */
    SILENT,
    /** What came is no HTTP/1.1. */
    UNREADABLE
  }

  /** Sends the text's characters as one byte each and reads until the server has had its say. */
  public static HttpConversation hold(int port, String sent, Duration patience) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) patience.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      try {
        socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      } catch (IOException closed) {
        // It closed before it read all; what it said before that is still there to be read.
      }
      return read(new RawResponseReader(new BufferedInputStream(socket.getInputStream())));
    }
  }

  private static HttpConversation read(RawResponseReader reader) {
    List<RawResponse> answers = new ArrayList<>();
    try {
      while (true) {
        answers.add(reader.read(false));
      }
    } catch (SocketTimeoutException silence) {
      return new HttpConversation(answers, End.SILENT);
    } catch (IOException closed) {
      return new HttpConversation(answers, End.CLOSED);
    } catch (RuntimeException other) {
      return new HttpConversation(answers, End.UNREADABLE);
    }
  }
}
