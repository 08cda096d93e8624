package org.nexusauth.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection that is kept alive and has one request under way at most. Not thread-safe. */
final class Wire implements AutoCloseable {
  private static final String LENGTH = "\r\ncontent-length:";

  private final SocketChannel channel;
  private final ByteBuffer answer = ByteBuffer.allocate(16_384);
  private long due;

  Wire(InetSocketAddress server, Selector selector) throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * Sends a request.
   *
   * @param time when it was to be sent, which is when its latency begins
   */
  void send(byte[] request, long time) throws IOException {
    due = time;
    ByteBuffer out = ByteBuffer.wrap(request);
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Returns when the request under way was to be sent. */
  long due() {
    return due;
  }

  /** Reads what there is; returns the status of an answer that is complete, else 0. */
  int receive() throws IOException {
    if (channel.read(answer) < 0) {
      throw new IOException("the server closed a connection that was to be kept");
    }
    int end = endOfHeaders();
    if (end < 0 || answer.position() < end + contentLength(end)) {
      return 0;
    }
    int status = (answer.get(9) - '0') * 100 + (answer.get(10) - '0') * 10 + (answer.get(11) - '0');
    answer.clear();
    return status;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private int endOfHeaders() {
    for (int i = 3; i < answer.position(); i++) {
      if (answer.get(i) == '\n' && answer.get(i - 1) == '\r' && answer.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int contentLength(int end) throws IOException {
    String headers =
        new String(answer.array(), 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int at = headers.indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("an answer without Content-Length: " + headers.lines().findFirst());
    }
    int from = at + LENGTH.length();
    return Integer.parseInt(headers.substring(from, headers.indexOf('\r', from)).strip());
  }
}
