package org.nexusauth.faults.proxy;

import java.io.IOException;
import java.net.Socket;

/** A client's connection and the one to the engine that goes with it. Thread-safe. */
public final class Link {
  private final Socket client;
  private final Socket engine;
  private final Flow toClient;
  private final Flow toEngine;
  private volatile boolean forgotten;

  Link(Proxy proxy, Socket client, Socket engine) {
    this.client = client;
    this.engine = engine;
    this.toClient = new Flow(proxy, this, engine, client, true);
    this.toEngine = new Flow(proxy, this, client, engine, false);
  }

  void meet(Fault fault) {
    try {
      fault.meet(this);
    } catch (IOException e) {
      close(); // It was going already.
    }
  }

  void start() {
    start(toClient);
    start(toEngine);
  }

  private static void start(Flow flow) {
    Thread thread = new Thread(flow, "proxy-flow");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the direction of the answers. */
  public Flow toClient() {
    return toClient;
  }

  /** Lets nothing pass any more, ever, and tells nobody. */
  public void forget() {
    forgotten = true;
  }

  boolean isForgotten() {
    return forgotten;
  }

  /** Ends the connection so that whoever reads or writes is told of an error at once. */
  public void reset() throws IOException {
    client.setSoLinger(true, 0);
    close();
  }

  /** Tells one side that the other one has gone, unless nothing passes any more. */
  void ended() {
    if (!forgotten) {
      close();
    }
  }

  void close() {
    for (Socket one : new Socket[] {client, engine}) {
      try {
        one.close();
      } catch (IOException e) {
        // It has gone already.
      }
    }
  }

  boolean isClosed() {
    return client.isClosed();
  }
}
