package org.nexusauth.management.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.MemoryRevocationStore;

/**
 * Keeps records in the memory of this process: for tests, and for trying out; they are lost when it
 * ends. Thread-safe: transactions that write run one after another, readers see the last commit.
 *
 * <p>Over a revocation store in memory it joins revocations to its transactions: it writes them
 * when all else has succeeded, immediately before the records are committed, so that nothing has to
 * be undone. Until then {@link org.nexusauth.revocation.RevocationWriter#revoke} of the transaction
 * has no effect.
 */
public final class MemoryManagementStore implements ManagementStore, KeyUseStore {
  private final @Nullable MemoryRevocationStore revocations;
  private final Clock clock;
  private final ReentrantLock writing = new ReentrantLock();

  /** Replaced under the lock; read without it. */
  private volatile MemoryTables committed = MemoryTables.EMPTY;

  /** Makes an empty store that does not join revocations. */
  public MemoryManagementStore() {
    this.revocations = null;
    this.clock = Clock.systemUTC();
  }

  /**
   * Makes an empty store that joins revocations.
   *
   * @param revocations the revocation store of the same application
   * @param clock the clock of that store
   */
  public MemoryManagementStore(MemoryRevocationStore revocations, Clock clock) {
    this.revocations = revocations;
    this.clock = clock;
  }

  @Override
  public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
    return work.apply(new MemoryRecordReader(new MemoryDraft(committed)));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when it is called in the work of another one
   */
  @Override
  public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
    lockForWriting();
    try {
      MemoryDraft draft = new MemoryDraft(committed);
      DeferredRevocations deferred = deferRevocations();
      T result = work.apply(new MemoryRecordWriter(draft, deferred));
      if (deferred != null) {
        deferred.writeAll();
      }
      committed = draft.toTables();
      return result;
    } finally {
      writing.unlock();
    }
  }

  private void lockForWriting() {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction is open on this thread");
    }
    writing.lock();
  }

  private @Nullable DeferredRevocations deferRevocations() {
    if (revocations == null) {
      return null;
    }
    return new DeferredRevocations(revocations, clock);
  }

  @Override
  public boolean joinsRevocations() {
    return revocations != null;
  }

  @Override
  public void mergeKeyUses(String node, Map<KeyRef, KeyUse> uses) {
    lockForWriting();
    try {
      MemoryDraft draft = new MemoryDraft(committed);
      uses.forEach(
          (ref, use) ->
              draft.keyUses.put(
                  ref, draft.keyUses.find(ref).map(known -> known.mergedWith(use)).orElse(use)));
      committed = draft.toTables();
    } finally {
      writing.unlock();
    }
  }

  /** Merges nothing: a key has one row here, whatever the number of nodes. */
  @Override
  public int foldKeyUses(Instant lastUsedBefore, int max) {
    return 0;
  }

  @Override
  public void close() {}
}
