package org.nexusauth.sample.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a message in chunks (RFC 9112 §7.1). Extensions and trailer fields are not read out.
 * Not thread-safe.
 */
final class ChunkedBody extends InputStream {

  private static final int MAX_SIZE_DIGITS = 7;
  private static final int MAX_EXTENSION = 256;

  private final InputStream raw;
  private long left;
  private boolean first = true;
  private boolean last;

  ChunkedBody(InputStream raw) {
    this.raw = raw;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !last) {
      beginChunk();
    }
    if (last) {
      return -1;
    }
    int read = raw.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("the body ends within a chunk");
    }
    left -= read;
    return read;
  }

  private void beginChunk() throws IOException {
    if (!first && !line().isEmpty()) {
      throw new IOException("a chunk is longer than its size");
    }
    first = false;
    String size = line().split(";", 2)[0].strip();
    if (!size.matches("[0-9A-Fa-f]{1," + MAX_SIZE_DIGITS + "}")) {
      throw new IOException("a chunk has no size");
    }
    left = Long.parseLong(size, 16);
    last = left == 0; // What follows is a trailer: the connection ends after the answer.
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = raw.read(); c != '\n'; c = raw.read()) {
      if (c < 0) {
        throw new EOFException("the body ends within a chunk");
      }
      if (line.length() == MAX_EXTENSION) {
        throw new IOException("the line of a chunk is too long");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
