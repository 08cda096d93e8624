package org.nexusauth.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands on a port of the loopback address between clients and an engine on another one, and treats
 * what passes as the fault says that is on. Thread-safe.
 */
public final class Proxy implements AutoCloseable {
  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final int target;
  private final Listener listener;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile State state = new State(Faults.NONE, new CountDownLatch(1));

  /** A fault, until it is over. */
  record State(Fault fault, CountDownLatch over) {
    boolean isOverWithin(Duration time) {
      try {
        return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
  }

  private Proxy(InetSocketAddress at, int target) throws IOException {
    this.target = target;
    this.listener = new Listener(at, this::accept);
  }

  /** Stands before an engine. */
  public static Proxy before(int target) {
    return at(new InetSocketAddress(LOOPBACK, 0), target);
  }

  /** Stands before an engine at a certain address. */
  public static Proxy at(InetSocketAddress address, int target) {
    try {
      return new Proxy(address, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where clients connect. */
  public int port() {
    return listener.port();
  }

  /** Ends the fault that is on and begins another one. */
  public synchronized void set(Fault fault) {
    State before = state;
    state = new State(fault, new CountDownLatch(1));
    try {
      listener.set(fault.portState());
      links.forEach(link -> link.meet(fault));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      before.over.countDown();
    }
    links.removeIf(Link::isClosed);
  }

  /** Returns how many connections clients opened. */
  public int connections() {
    return connections.get();
  }

  /** Returns how many pieces clients sent. */
  public int requests() {
    return requests.get();
  }

  State state() {
    return state;
  }

  void count(Flow flow) {
    if (!flow.isToClient()) {
      requests.incrementAndGet();
    }
  }

  private void accept(Socket client) {
    connections.incrementAndGet();
    Socket engine = new Socket();
    Link link = new Link(this, client, engine);
    try {
      engine.connect(new InetSocketAddress(LOOPBACK, target), 1_000);
      client.setTcpNoDelay(true);
      engine.setTcpNoDelay(true);
      links.add(link);
      // Read after it was added: a fault that begins meanwhile meets it at least once.
      state.fault.meetNew(link);
    } catch (IOException e) { // The engine itself is down.
      link.meet(Faults.RESET);
    }
    link.start();
  }

  @Override
  public void close() {
    set(Faults.NONE);
    listener.close();
    links.forEach(Link::close);
  }
}
