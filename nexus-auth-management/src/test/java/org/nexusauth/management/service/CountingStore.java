package org.nexusauth.management.service;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;

/** A store that counts transactions that write. */
record CountingStore(ManagementStore store, AtomicInteger writes) implements ManagementStore {

  CountingStore(ManagementStore store) {
    this(store, new AtomicInteger());
  }

  @Override
  public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
    return store.read(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
    writes.incrementAndGet();
    return store.write(work);
  }

  @Override
  public boolean joinsRevocations() {
    return store.joinsRevocations();
  }

  @Override
  public void close() {}
}
