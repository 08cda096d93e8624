package org.nexusauth.jwk.internal.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A stream that must be read within a timeout: read timeouts of sockets start again with each byte.
 */
final class DeadlineInputStream extends FilterInputStream {
  private final long end;
  private final Duration timeout;

  DeadlineInputStream(InputStream in, Duration timeout) {
    super(in);
    this.timeout = timeout;
    this.end = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    requireTimeLeft();
    return super.read(buffer, offset, length);
  }

  @Override
  public int read() throws IOException {
    requireTimeLeft();
    return super.read();
  }

  private void requireTimeLeft() throws IOException {
    if (System.nanoTime() - end > 0) {
      throw new IOException("it took longer than " + timeout);
    }
  }
}
