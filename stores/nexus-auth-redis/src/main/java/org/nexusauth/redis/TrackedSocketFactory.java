package org.nexusauth.redis;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** The socket of a lane, so that others can end what it waits for. Thread-safe. */
final class TrackedSocketFactory implements AutoCloseable {
  private @Nullable Socket current;
  private boolean closed;

  /** Returns what opens a socket and lets it be ended from here. */
  JedisSocketFactory to(HostAndPort address, JedisClientConfig config) {
    JedisSocketFactory opening = new DefaultJedisSocketFactory(address, config);
    return () -> made(opening.createSocket());
  }

  private synchronized Socket made(Socket socket) {
    current = socket;
    if (closed) {
      abort();
      throw new JedisConnectionException("the store is closed");
    }
    return socket;
  }

  /** Ends the socket at once; whoever waits for it gets an exception. */
  synchronized void abort() {
    Socket socket = current;
    current = null;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // It was broken before.
      }
    }
  }

  /** Ends the socket, and each that is opened later. */
  @Override
  public synchronized void close() {
    closed = true;
    abort();
  }
}
