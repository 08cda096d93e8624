package org.nexusauth.faults.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;

/** How a {@link Proxy} treats connections and what passes over them. Thread-safe. */
public interface Fault {

  /** What becomes of a connection that a client opens. */
  enum PortState {
    /** It is accepted. */
    OPEN,
    /** Nobody listens: the client is refused at once. */
    CLOSED,
    /** The network says nothing: the client waits. */
    DEAF
  }

  /** Returns what becomes of new connections. */
  default PortState portState() {
    return PortState.OPEN;
  }

  /** Meets a connection that is open when the fault begins. */
  default void meet(Link link) throws IOException {}

  /** Meets a connection that is opened later; may meet one that the fault has met. */
  default void meetNew(Link link) throws IOException {
    meet(link);
  }

  /** Carries some of the bytes, which says how many by their position, or waits. */
  default void carry(Flow flow, ByteBuffer bytes) throws IOException {
    flow.write(bytes, bytes.remaining());
  }
}
