package org.nexusauth.jwk.internal.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A stream that must end within a time: a server that sends a byte now and then would never time
 * out otherwise.
 */
final class DeadlineInputStream extends FilterInputStream {
  private final long end;
  private final Duration time;

  DeadlineInputStream(InputStream in, Duration time) {
    super(in);
    this.time = time;
    this.end = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    requireTime();
    return super.read(buffer, offset, length);
  }

  @Override
  public int read() throws IOException {
    requireTime();
    return super.read();
  }

  private void requireTime() throws IOException {
    if (System.nanoTime() - end > 0) {
      throw new IOException("it took longer than " + time);
    }
  }
}
