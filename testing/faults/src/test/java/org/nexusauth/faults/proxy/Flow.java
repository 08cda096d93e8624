package org.nexusauth.faults.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One direction of a connection, on a thread of its own. */
public final class Flow implements Runnable {
  private static final int PIECE = 8_192;

  private final Proxy proxy;
  private final Link link;
  private final Socket from;
  private final Socket to;
  private final boolean toClient;

  Flow(Proxy proxy, Link link, Socket from, Socket to, boolean toClient) {
    this.proxy = proxy;
    this.link = link;
    this.from = from;
    this.to = to;
    this.toClient = toClient;
  }

  /** Returns whether answers flow here, not requests. */
  public boolean isToClient() {
    return toClient;
  }

  /** Returns the connection that this is a direction of. */
  public Link link() {
    return link;
  }

  /** Passes so many bytes on. */
  public void write(ByteBuffer bytes, int count) throws IOException {
    to.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
    bytes.position(bytes.position() + count);
  }

  /** Waits for so long; returns false as soon as another fault has begun. */
  public boolean pause(Duration time) {
    return !proxy.state().isOverWithin(time);
  }

  /** Says that nothing more will come here. */
  public void end() throws IOException {
    to.shutdownOutput();
  }

  @Override
  public void run() {
    byte[] piece = new byte[PIECE];
    try {
      for (int read = from.getInputStream().read(piece);
          read >= 0;
          read = from.getInputStream().read(piece)) {
        proxy.count(this);
        carry(ByteBuffer.wrap(piece, 0, read));
      }
      ended();
    } catch (IOException e) {
      link.ended(); // Either side has gone; the other one learns it.
    }
  }

  private void ended() throws IOException {
    if (!link.isForgotten()) {
      end();
    }
  }

  private void carry(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && !link.isForgotten()) {
      proxy.state().fault().carry(this, bytes);
    }
  }
}
