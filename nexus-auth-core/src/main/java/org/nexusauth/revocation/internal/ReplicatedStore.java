package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.MonotonicClock;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * A store that is replicated through its feed: it answers from an index in memory that a thread of
 * its own keeps up to date, so no request waits for an engine.
 *
 * <p>Thread-safe. Until the first load ends, and while the replica is older than allowed, the
 * status of every key is unknown. Keys that are known to be revoked stay revoked.
 */
public final class ReplicatedStore implements RevocationStore, AutoCloseable {
  private static final Duration MAX_PAUSE = Duration.ofSeconds(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final long MIN_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final FeedSettings settings;
  private final Clock wall;
  private final RevocationIndex index = new RevocationIndex();
  private final Staleness staleness;
  private final FeedReplicator replicator;
  private final @Nullable RevocationWriter writer;
  private final Thread thread;

  private ReplicatedStore(
      RevocationFeed feed, FeedSettings settings, Clock clock, ReplicationListener events) {
    this.settings = settings;
    // Reading the monotonic time once a request is enough: the staleness does. What is due by a
    // clock that does not go back is applied by the replicator, at each poll.
    this.wall = MonotonicClock.wallOf(clock);
    this.staleness = new Staleness(wall, System::nanoTime);
    this.replicator = new FeedReplicator(feed, index, staleness, clock, events);
    this.writer = writerTo(feed, replicator);
    this.thread = new Thread(this::replicate, "nexus-auth-revocations");
    thread.setDaemon(true);
  }

  private static @Nullable RevocationWriter writerTo(
      RevocationFeed feed, FeedReplicator replicator) {
    if (feed instanceof RevocationWriter engine) {
      return new ReplicatedWriter(engine, replicator);
    }
    return null;
  }

  /**
   * Returns a store that replicates a feed from now on. Close it to end its thread; the feed stays
   * its owner's to close.
   */
  public static ReplicatedStore of(
      RevocationFeed feed, FeedSettings settings, Clock clock, ReplicationListener events) {
    ReplicatedStore store = new ReplicatedStore(feed, settings, clock, events);
    store.thread.start();
    return store;
  }

  /**
   * {@inheritDoc}
   *
   * @throws StatusUnavailableException if it is unknown at present
   */
  @Override
  public KeyStatus statusOf(KeySubject key) {
    return statusOf(HashedKeySubject.of(key));
  }

  /**
   * Returns the status of a key whose ids are computed already; never blocks.
   *
   * @throws StatusUnavailableException if it is unknown at present
   */
  public KeyStatus statusOf(HashedKeySubject key) {
    long now = wall.millis();
    boolean fresh = isFresh(now); // Before the look-up: it becomes fresh after the last page.
    KeyStatus status = index.statusOf(key, now);
    if (fresh || status.state() != KeyStatus.State.ACTIVE || settings.failOpen()) {
      return status;
    }
    throw statusUnknown();
  }

  private boolean isFresh(long now) {
    return !replicator.isReplaced() && staleness.isAtMost(settings.maxStaleness(), now);
  }

  private StatusUnavailableException statusUnknown() {
    String cause = "it has not been read yet";
    if (replicator.isLoaded()) {
      cause = "its last answer is too old";
    }
    return new StatusUnavailableException(
        Objects.requireNonNullElse(replicator.problem(), cause), null, RETRY_AFTER);
  }

  /**
   * Returns the scheduled revocation of a whole key, not of what it belongs to, that takes effect
   * next; null if this node knows of none. Never blocks, and allocates nothing.
   */
  public @Nullable Change scheduledEndOf(HashedKeySubject key) {
    return index.findScheduledEnd(key, wall);
  }

  /**
   * Reads all that is in the feed now.
   *
   * @throws StatusUnavailableException if it could not be read
   */
  public void catchUp() {
    if (!replicator.catchUp(Duration.ZERO)) {
      throw statusUnknown();
    }
  }

  /** Returns what writes to the store; null if the feed cannot be written to. */
  public @Nullable RevocationWriter writer() {
    return writer;
  }

  /** Returns the state of this replica. */
  public FeedHealth health() {
    return new FeedHealth(
        isFresh(wall.millis()),
        staleness.get(),
        index.version(),
        index.entries(),
        replicator.cursor(),
        replicator.problem());
  }

  private void replicate() {
    replicator.recordStart();
    Duration pause = settings.poll();
    while (!replicator.hasEnded() && !replicator.isReplaced()) {
      // A feed may have left the flag set; close() ends the replicator before it interrupts.
      Thread.interrupted();
      long start = System.nanoTime();
      boolean succeeded = replicator.catchUp(settings.poll());
      pause = succeeded ? settings.poll() : doubled(pause);
      // A feed that waits for changes has used up the pause by itself.
      long left = pause.toNanos() - (System.nanoTime() - start);
      if (left > MIN_PAUSE_NANOS) {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  /** A store that is down is retried once a second in the end. */
  private static Duration doubled(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    if (twice.compareTo(MAX_PAUSE) > 0) {
      return MAX_PAUSE;
    }
    return twice;
  }

  /** Ends the thread. */
  @Override
  public void close() {
    replicator.end();
    thread.interrupt();
  }
}
