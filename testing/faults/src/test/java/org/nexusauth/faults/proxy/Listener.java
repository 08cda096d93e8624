package org.nexusauth.faults.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Listens on a port, or is closed, or deaf; the port stays the same. Thread-safe. */
final class Listener implements AutoCloseable {
  private static final int BACKLOG = 8;
  private static final int MILLIS = 100;

  private final Accepted accepted;
  private final InetSocketAddress address;
  private final List<Socket> fillers = new ArrayList<>();
  private ServerSocket socket;
  private Thread accepting;
  private Fault.PortState state = Fault.PortState.OPEN;

  /** Takes a client that has connected. */
  interface Accepted {
    void accept(Socket client);
  }

  /** A port of 0 stands for a free one. */
  Listener(InetSocketAddress wanted, Accepted accepted) throws IOException {
    this.accepted = accepted;
    this.socket = open(wanted);
    this.address = (InetSocketAddress) socket.getLocalSocketAddress();
    this.accepting = listen(socket);
  }

  int port() {
    return address.getPort();
  }

  private static ServerSocket open(InetSocketAddress address) throws IOException {
    ServerSocket made = new ServerSocket();
    made.setReuseAddress(true);
    made.bind(address, BACKLOG);
    return made;
  }

  synchronized void set(Fault.PortState next) throws IOException {
    if (next == state) {
      return;
    }
    state = next;
    socket.close();
    await(accepting); // Until then the system still counts the port as taken.
    for (Socket filler : fillers) {
      filler.close();
    }
    fillers.clear();
    if (next == Fault.PortState.CLOSED) {
      return;
    }
    socket = open(address);
    if (next == Fault.PortState.OPEN) {
      accepting = listen(socket);
    } else {
      fill();
    }
  }

  /** The system answers for a socket until so many wait that nobody accepts. */
  private void fill() throws IOException {
    boolean room = true;
    while (room) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(address, MILLIS);
      } catch (SocketTimeoutException e) {
        room = false;
      }
    }
  }

  private Thread listen(ServerSocket at) {
    Thread thread = new Thread(() -> acceptAll(at), "proxy-listener");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void acceptAll(ServerSocket at) {
    try {
      while (true) {
        accepted.accept(at.accept());
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public synchronized void close() {
    try {
      set(Fault.PortState.CLOSED);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
