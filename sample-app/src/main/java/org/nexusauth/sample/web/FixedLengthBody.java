package org.nexusauth.sample.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a message whose length is known (RFC 9112 §6.2). Not thread-safe. */
final class FixedLengthBody extends InputStream {

  private final InputStream raw;
  private long left;

  FixedLengthBody(InputStream raw, long length) {
    this.raw = raw;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = raw.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("the body ends before its length");
    }
    left -= read;
    return read;
  }
}
