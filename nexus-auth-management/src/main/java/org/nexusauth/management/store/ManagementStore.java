package org.nexusauth.management.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The port of all records. Thread-safe. Every method throws {@link
 * org.nexusauth.management.problem.ManagementException} of kind {@code UNAVAILABLE} when the engine
 * cannot be reached or does not answer in time; nothing is changed then, or, after a commit that
 * was not answered, all of it.
 */
public interface ManagementStore extends AutoCloseable {

  /** Runs reads that see one state of the records. */
  <T extends @Nullable Object> T read(Function<? super RecordReader, T> work);

  /**
   * Runs reads and writes in one transaction, one after another on all nodes: committed and durable
   * when this returns, undone when the work throws.
   */
  <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work);

  /**
   * Returns whether {@link RecordWriter#revocations} is the revocation store itself, in the same
   * transaction. Else revocations are written before the records.
   */
  boolean joinsRevocations();

  @Override
  void close();
}
