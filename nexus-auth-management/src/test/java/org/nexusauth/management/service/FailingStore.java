package org.nexusauth.management.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;

/** A store that fails at the n-th step of a write: a call of the transaction, or its commit. */
final class FailingStore implements ManagementStore {
  private final ManagementStore store;

  /** How many steps succeed before one fails. */
  private int remaining = Integer.MAX_VALUE;

  private boolean failed;

  FailingStore(ManagementStore store) {
    this.store = store;
  }

  void failAfter(int steps) {
    remaining = steps;
    failed = false;
  }

  /** Returns how many steps succeed before one fails. */
  int remaining() {
    return remaining;
  }

  /** Returns whether a step failed since. */
  boolean hasFailed() {
    return failed;
  }

  private void countStep() {
    if (remaining-- == 0) {
      failed = true;
      throw ManagementException.unavailable("The store is away.", null);
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
    return store.read(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
    return store.write(
        records -> {
          T result = work.apply(counting(records));
          countStep();
          return result;
        });
  }

  private RecordWriter counting(RecordWriter records) {
    return (RecordWriter)
        Proxy.newProxyInstance(
            RecordWriter.class.getClassLoader(),
            new Class<?>[] {RecordWriter.class},
            (proxy, method, arguments) -> {
              countStep();
              try {
                return method.invoke(records, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public boolean joinsRevocations() {
    return store.joinsRevocations();
  }

  @Override
  public void close() {}
}
