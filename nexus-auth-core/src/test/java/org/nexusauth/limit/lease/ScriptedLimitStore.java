package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.nexusauth.TestClock;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;

/** A limit store at {@link TestClock#NOW} that does what a test says. Thread-safe. */
public final class ScriptedLimitStore implements LimitStore {
  private final SimulatedStore counters = new SimulatedStore(() -> TestClock.second() * 1000);
  private final Object lock = new Object();
  private final AtomicInteger givenBack = new AtomicInteger();
  private boolean hanging;
  private boolean interruptible = true;
  private volatile UnaryOperator<List<Grant>> answers = UnaryOperator.identity();

  /** From now on calls do not return, or do. */
  public void hang(boolean value) {
    synchronized (lock) {
      hanging = value;
      lock.notifyAll();
    }
  }

  void ignoreInterrupts() {
    interruptible = false;
  }

  /** Passes answers through a function, which may throw. */
  void answer(UnaryOperator<List<Grant>> function) {
    answers = function;
  }

  private void waitWhileHanging() {
    synchronized (lock) {
      while (hanging) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          if (interruptible) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
          }
        }
      }
    }
  }

  @Override
  public List<Grant> take(List<Want> wants) {
    waitWhileHanging();
    return answers.apply(new ArrayList<>(counters.take(wants)));
  }

  @Override
  public void giveBack(List<Unspent> unspent) {
    waitWhileHanging();
    unspent.forEach(one -> givenBack.addAndGet(one.tokens()));
    counters.giveBack(unspent);
  }

  @Override
  public int announce(String node) {
    waitWhileHanging();
    return counters.announce(node);
  }

  int givenBack() {
    return givenBack.get();
  }

  /** Returns how often tokens were asked for. */
  public int takes() {
    return counters.takes();
  }

  /** Returns whether it was closed. */
  public boolean isClosed() {
    return counters.isClosed();
  }

  @Override
  public void close() {
    counters.close();
  }
}
