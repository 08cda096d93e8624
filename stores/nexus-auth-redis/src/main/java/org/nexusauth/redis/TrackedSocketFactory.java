package org.nexusauth.redis;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Opens sockets for one executor, so that other threads can abort its reads. Thread-safe. */
final class TrackedSocketFactory implements AutoCloseable {
  private final Object lock = new Object();
  private @Nullable Socket current; // Guarded by lock.
  private boolean closed; // Guarded by lock.

  /** Returns a factory whose sockets this one can abort. */
  JedisSocketFactory factoryFor(HostAndPort address, JedisClientConfig config) {
    JedisSocketFactory opening = new DefaultJedisSocketFactory(address, config);
    return () -> trackSocket(opening.createSocket());
  }

  private Socket trackSocket(Socket socket) {
    synchronized (lock) {
      current = socket;
      if (closed) {
        abort();
        throw new JedisConnectionException("the store is closed");
      }
      return socket;
    }
  }

  /** Closes the socket; a thread that reads from it gets an exception. */
  void abort() {
    synchronized (lock) {
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
  }

  /** Closes the socket, and each that is opened later. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      abort();
    }
  }
}
