package org.nexusauth.contract.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a server answers over HTTP/2, by stream, to bytes that are sent at once. */
public final class Http2Answers {

  private final Map<Integer, StringBuilder> bodies = new TreeMap<>();
  private final Map<Integer, String> ends = new TreeMap<>();
  private String end = "";

  private Http2Answers() {}

  /** Sends the text's characters as one byte each and reads until every stream named has ended. */
  public static Http2Answers to(int port, String sent, int... streams) throws IOException {
    Http2Answers answers = new Http2Answers();
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) Duration.ofSeconds(4).toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      answers.exchange(socket, sent, streams);
    }
    return answers;
  }

  private void exchange(Socket socket, String sent, int... streams) {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      while (!haveEnded(streams)) {
        read(in);
      }
    } catch (SocketTimeoutException e) {
      end = "silent";
    } catch (IOException e) {
      end = "closed";
    }
  }

  private boolean haveEnded(int... streams) {
    for (int stream : streams) {
      if (!ends.containsKey(stream)) {
        return false;
      }
    }
    return true;
  }

  private void read(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & Integer.MAX_VALUE;
    byte[] payload = new byte[length];
    in.readFully(payload);
    switch (type) {
      case Frames.HEADERS -> bodies.putIfAbsent(stream, new StringBuilder(Status.of(payload)));
      case Frames.DATA -> bodies.get(stream).append(new String(payload, ISO_8859_1));
      case Frames.RST_STREAM -> ends.putIfAbsent(stream, "reset");
      case Frames.GOAWAY -> throw new EOFException("the server gives the connection up");
      default -> {}
    }
    if ((type == Frames.HEADERS || type == Frames.DATA) && (flags & Frames.END_STREAM) != 0) {
      ends.putIfAbsent(stream, "");
    }
  }

  /** Status and body of a stream's answer; without one, how the stream or the connection ended. */
  public String of(int stream) {
    StringBuilder answer = bodies.get(stream);
    return answer == null ? ends.getOrDefault(stream, end) : answer.toString();
  }
}
