package org.nexusauth.limit.lease;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.limit.store.LimitStore;

/** The thread of a node that calls the store of limits. Whatever the store throws, it goes on. */
final class ExchangeThread implements AutoCloseable {
  /** How long, in milliseconds, the thread has to give back what is in hand when it is to end. */
  private static final long END_WAIT = 1_500;

  /** How long after that a call may take to react to an interrupt. */
  private static final long INTERRUPT_WAIT = 400;

  private final LeaseExchange exchange;
  private final LimitStore store;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "nexus-auth-limits");
  private volatile boolean closing;
  private volatile boolean abandoned;

  ExchangeThread(LeaseExchange exchange, LimitStore store, Clock clock) {
    this.exchange = exchange;
    this.store = store;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    exchange.wakeBy(() -> LockSupport.unpark(thread));
    thread.start();
  }

  private void run() {
    while (!closing) {
      try {
        if (!perform(exchange.nextCall(clock.millis()))) {
          rest();
        }
      } catch (RuntimeException | Error e) { // The thread's edge: it must go on.
        Log.limitExchangeFailed(SafeMessage.describe(e));
        rest();
      }
    }
    while (!abandoned && perform(exchange.nextLastCall(clock.millis()))) {
      // What is in hand is given back, if the store answers.
    }
  }

  /** Performs a call; returns false if there is none. */
  private boolean perform(@Nullable StoreCall call) {
    if (call == null) {
      return false;
    }
    try {
      call.perform(store);
    } catch (Throwable e) { // The port's edge: whatever it throws, requests go on without it.
      exchange.noteFailure(call, clock.millis(), e);
      return true;
    }
    exchange.noteSuccess(call, clock.millis());
    return true;
  }

  private static void rest() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LeaseExchange.REST));
  }

  /** Ends the thread within two seconds, unless the store ignores interrupts. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(END_WAIT);
      abandoned = true;
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(INTERRUPT_WAIT);
      }
    } catch (InterruptedException e) {
      abandoned = true;
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
