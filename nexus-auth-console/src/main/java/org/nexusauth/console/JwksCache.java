package org.nexusauth.console;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.signing.SigningKeys;

/**
 * Reads the published keys at most once a second, whatever the number of requests: everyone may
 * send them. While the records cannot be read, the last document stays. Thread-safe.
 */
final class JwksCache {
  static final Duration MAX_AGE = Duration.ofSeconds(1);

  private final Supplier<SigningKeys> keys;
  private final LongSupplier nanos;
  private final ReentrantLock reading = new ReentrantLock();

  /** Written under the lock, read without it. */
  private volatile @Nullable Entry last;

  /** Why the first document could not be read. Under the lock alone. */
  private @Nullable RuntimeException failure;

  private long failedAt;

  private record Entry(JwksDocument document, long readAt) {}

  JwksCache(Supplier<SigningKeys> keys, LongSupplier nanos) {
    this.keys = keys;
    this.nanos = nanos;
  }

  /**
   * Returns the document.
   *
   * @throws ManagementException or {@link ProblemException} when it could not be read yet
   */
  JwksDocument read() {
    Entry known = last;
    if (known == null) {
      reading.lock();
    } else if (isFresh(known) || !reading.tryLock()) {
      return known.document();
    }
    try {
      return readUnlessFresh();
    } finally {
      reading.unlock();
    }
  }

  /** Called under the lock: another thread may have read just now. */
  private JwksDocument readUnlessFresh() {
    Entry known = last;
    if (known != null && isFresh(known)) {
      return known.document();
    }
    JwksDocument document = known == null ? fetchFirst() : fetchOr(known.document());
    last = new Entry(document, nanos.getAsLong());
    return document;
  }

  /** Those who have waited while another thread failed do not wait for the records again. */
  private JwksDocument fetchFirst() {
    RuntimeException known = failure;
    if (known != null && nanos.getAsLong() - failedAt < MAX_AGE.toNanos()) {
      throw known;
    }
    try {
      return fetch();
    } catch (ManagementException | ProblemException e) {
      failure = e;
      failedAt = nanos.getAsLong();
      throw e;
    }
  }

  private JwksDocument fetchOr(JwksDocument former) {
    try {
      return fetch();
    } catch (ManagementException | ProblemException e) {
      return former;
    }
  }

  private JwksDocument fetch() {
    SigningKeys service = keys.get();
    return new JwksDocument(service.publishedKeys(), service.refreshInterval());
  }

  private boolean isFresh(Entry entry) {
    return nanos.getAsLong() - entry.readAt() < MAX_AGE.toNanos();
  }
}
