package org.nexusauth.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** What stands before a Redis and passes everything on, until it answers in its place. */
final class FaultyRedisProxy implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final int port;
  private final AtomicReference<Loss> nextLoss = new AtomicReference<>();
  private volatile Answer answer;

  /** How an answer is lost: the client is disconnected, or waits. */
  enum Loss {
    END,
    SILENCE
  }

  /**
   * An answer to whatever is asked.
   *
   * @param text what is sent each time
   * @param slowly whether two bytes a second are sent
   * @param ends whether the connection ends then
   */
  record Answer(String text, boolean slowly, boolean ends) {
    static Answer of(String text) {
      return new Answer(text, false, false);
    }
  }

  FaultyRedisProxy(int port) throws IOException {
    this.port = port;
    start(this::accept);
  }

  String url() {
    return "redis://127.0.0.1:" + server.getLocalPort();
  }

  /** Answers so from now on. */
  void answer(Answer next) {
    answer = next;
  }

  /** Passes on again. */
  void passOn() {
    answer = null;
  }

  /** Passes the next command on, and not its answer. */
  void loseNextAnswer(Loss loss) {
    nextLoss.set(loss);
  }

  /** Returns how often somebody has connected. */
  int connections() {
    return connections.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "interposed");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        connections.incrementAndGet();
        Socket redis = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(client);
        sockets.add(redis);
        start(() -> copy(redis, client, false));
        start(() -> copy(client, redis, true));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void copy(Socket from, Socket to, boolean asks) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream input = from.getInputStream();
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        Loss loss = asks ? null : nextLoss.getAndSet(null);
        if (loss == Loss.END) {
          return;
        }
        if (loss == Loss.SILENCE) {
          continue;
        }
        Answer instead = answer;
        if (instead == null) {
          to.getOutputStream().write(buffer, 0, read);
        } else if (asks && send(instead, from.getOutputStream())) {
          return;
        }
      }
    } catch (IOException e) {
      // One of the two has ended.
    }
  }

  private boolean send(Answer instead, OutputStream output) throws IOException {
    byte[] text = instead.text().getBytes(StandardCharsets.UTF_8);
    if (!instead.slowly()) {
      output.write(text);
      return instead.ends();
    }
    for (int i = 0; i < text.length && instead.equals(answer); i++) {
      output.write(text[i]);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (SocketException e) {
        // It has ended.
      }
    }
  }
}
