package org.nexusauth.faults.proxy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A fault that comes and goes until this is ended. */
public final class Flapping {
  private final Proxy proxy;
  private final Fault fault;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private Future<?> turning;
  private boolean on; // On the thread.

  private Flapping(Proxy proxy, Fault fault) {
    this.proxy = proxy;
    this.fault = fault;
  }

  /** Turns a fault on, and off and on again each time this has passed. */
  public static Flapping of(Proxy proxy, Fault fault, Duration each) {
    Flapping made = new Flapping(proxy, fault);
    made.turning =
        made.thread.scheduleAtFixedRate(made::turn, 0, each.toMillis(), TimeUnit.MILLISECONDS);
    return made;
  }

  private void turn() {
    on = !on;
    proxy.set(on ? fault : Faults.NONE);
  }

  /** Ends with the fault off. */
  public void end() throws InterruptedException {
    if (turning.isDone()) {
      throw new IllegalStateException("the proxy has stopped turning");
    }
    thread.shutdown();
    if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the proxy does not turn");
    }
    proxy.set(Faults.NONE);
  }
}
