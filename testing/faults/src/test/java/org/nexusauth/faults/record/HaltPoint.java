package org.nexusauth.faults.record;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.RevocationWriter;

/**
 * Ends this process, as {@code kill -9} does, at one step of its changes: before each call of a
 * transaction of the records, before its commit and after it, and after each write of a revocation.
 * Thread-safe.
 */
final class HaltPoint {
  /** The status of a process that was halted. */
  static final int HALTED = 77;

  /** Which steps are counted. */
  enum Steps {
    ALL,
    /** Only those right after a revocation was written. */
    REVOCATIONS
  }

  private final Steps steps;
  private final AtomicInteger remaining;

  /**
   * @param after how many steps are taken before the halt
   */
  HaltPoint(Steps steps, int after) {
    this.steps = steps;
    this.remaining = new AtomicInteger(after);
  }

  /** Returns one that never halts. */
  static HaltPoint never() {
    return new HaltPoint(Steps.REVOCATIONS, Integer.MAX_VALUE);
  }

  private void countStep() {
    if (steps == Steps.ALL) {
      haltAtZero();
    }
  }

  private void haltAtZero() {
    if (remaining.getAndDecrement() == 0) {
      Runtime.getRuntime().halt(HALTED);
    }
  }

  ManagementStore watch(ManagementStore store) {
    return new WatchedStore(store);
  }

  RevocationWriter watch(RevocationWriter writer) {
    return proxyOf(
        RevocationWriter.class,
        call -> {
          Object result = call.proceed(writer);
          haltAtZero();
          return result;
        });
  }

  private RecordWriter watch(RecordWriter writer) {
    return proxyOf(
        RecordWriter.class,
        call -> {
          countStep();
          return call.proceed(writer);
        });
  }

  /** A call of a method that goes to another object. */
  private interface Call {
    Object proceed(Object target) throws Throwable;
  }

  /** What is done at a call. */
  private interface CallHandler {
    Object handle(Call call) throws Throwable;
  }

  private static <T> T proxyOf(Class<T> type, CallHandler handler) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                handler.handle(
                    target -> {
                      try {
                        return method.invoke(target, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
    return type.cast(proxy);
  }

  /** A store whose changes are watched. */
  private final class WatchedStore implements ManagementStore {
    private final ManagementStore store;

    WatchedStore(ManagementStore store) {
      this.store = store;
    }

    @Override
    public <T> T read(Function<? super RecordReader, T> work) {
      return store.read(work);
    }

    @Override
    public <T> T write(Function<? super RecordWriter, T> work) {
      T result =
          store.write(
              records -> {
                T changed = work.apply(watch(records));
                countStep();
                return changed;
              });
      countStep();
      return result;
    }

    @Override
    public boolean joinsRevocations() {
      return store.joinsRevocations();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
