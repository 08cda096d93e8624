package org.nexusauth.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a node and a database, and loses or holds back what the database answers. */
final class LossyProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Semaphore passing = new Semaphore(1);
  private final AtomicInteger passesBeforeLoss = new AtomicInteger(Integer.MAX_VALUE);

  LossyProxy(int target) {
    this.target = target;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The next answer is dropped, and its connection closed. */
  void loseNextAnswer() {
    loseNextAnswerAfter(0);
  }

  /** The answer after so many others is dropped, and its connection closed. */
  void loseNextAnswerAfter(int others) {
    passesBeforeLoss.set(others);
  }

  /** Holds back all answers from now on. */
  void holdAnswers() {
    passing.acquireUninterruptibly();
  }

  void passOn() {
    passing.release();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "lossy-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Socket engine = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(engine);
        start(() -> copy(client, engine, false));
        start(() -> copy(engine, client, true));
      }
    } catch (IOException e) {
      close(); // Closed, or the engine is down.
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[65_536];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers && passesBeforeLoss.getAndDecrement() == 0) {
          passesBeforeLoss.set(Integer.MAX_VALUE);
          return;
        }
        if (answers) {
          passing.acquireUninterruptibly();
          passing.release();
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /** Closes all connections and refuses others. */
  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
