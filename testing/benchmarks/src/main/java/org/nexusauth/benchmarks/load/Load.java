package org.nexusauth.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends requests over connections that are kept: as fast as they are answered, or each at its time
 * whatever became of those before, so that a server that stalls is charged for all whom it keeps
 * waiting. One thread. Not thread-safe.
 */
public final class Load implements AutoCloseable {
  private final Selector selector;
  private final List<Wire> wires = new ArrayList<>();
  private final Deque<Wire> idle = new ArrayDeque<>();

  /**
   * Connects.
   *
   * @param port the server's, on the loopback address
   * @param connections how many requests may be under way
   */
  public Load(int port, int connections) throws IOException {
    selector = Selector.open();
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < connections; i++) {
      wires.add(new Wire(server, selector));
    }
    idle.addAll(wires);
  }

  /** Sends requests, each when another is answered. */
  public LoadOutcome closed(Requests requests, long count) throws IOException {
    return new Run(requests, count, 0).go();
  }

  /** Sends requests, so many a second. */
  public LoadOutcome fixed(Requests requests, long count, long perSecond) throws IOException {
    return new Run(requests, count, TimeUnit.SECONDS.toNanos(1) / perSecond).go();
  }

  @Override
  public void close() throws IOException {
    for (Wire wire : wires) {
      wire.close();
    }
    selector.close();
  }

  /** One run of requests. */
  private final class Run {
    private final Requests requests;
    private final long count;
    private final long interval;
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final long start = System.nanoTime();
    private long sent;
    private long good;
    private long denied;

    Run(Requests requests, long count, long interval) {
      this.requests = requests;
      this.count = count;
      this.interval = interval;
    }

    LoadOutcome go() throws IOException {
      while (good + denied < count) {
        while (sent < count && !idle.isEmpty() && untilNext() <= 0) {
          sendNext(idle.remove());
        }
        awaitReady();
        for (SelectionKey key : selector.selectedKeys()) {
          receiveAnswer((Wire) key.attachment());
        }
        selector.selectedKeys().clear();
      }
      return new LoadOutcome(good, denied, System.nanoTime() - start, latencies);
    }

    private long untilNext() {
      return interval == 0 ? 0 : start + sent * interval - System.nanoTime();
    }

    private void sendNext(Wire wire) throws IOException {
      long due = interval == 0 ? System.nanoTime() : start + sent * interval;
      wire.send(requests.next(), due);
      sent++;
    }

    /** A selector's time-out is a millisecond at least; what is nearer is waited for awake. */
    private void awaitReady() throws IOException {
      boolean awake =
          sent < count && !idle.isEmpty() && untilNext() < TimeUnit.MILLISECONDS.toNanos(2);
      int ready = awake ? selector.selectNow() : selector.select(1);
      if (awake && ready == 0) {
        Thread.onSpinWait();
      }
    }

    private void receiveAnswer(Wire wire) throws IOException {
      int status = wire.receive();
      if (status == 0) {
        return;
      }
      latencies.recordValue(Math.max(0, System.nanoTime() - wire.due()));
      good += status == 200 ? 1 : 0;
      denied += status == 200 ? 0 : 1;
      idle.add(wire);
    }
  }
}
