package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.MonotonicClock;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * A store made of a feed: it answers from a snapshot in memory that a thread of its own keeps up to
 * date, so no request waits for an engine.
 *
 * <p>Thread-safe. Until the first load ends, and while the snapshot is older than allowed, the
 * status of every key is unknown. Keys that are known to be revoked stay refused as revoked.
 */
public final class ReplicatedStore implements RevocationStore, AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final FeedSettings settings;
  private final Clock wall;
  private final RevocationIndex snapshot = new RevocationIndex();
  private final Staleness age;
  private final FeedReplicator follower;
  private final @Nullable RevocationWriter writer;
  private final Thread thread;

  private ReplicatedStore(
      RevocationFeed feed, FeedSettings settings, Clock clock, FeedEvents events) {
    this.settings = settings;
    // Reading the monotonic time once a request is enough: the age does. What is due by a clock
    // that does not go back is applied by the follower, at each poll.
    this.wall = MonotonicClock.wallOf(clock);
    this.age = new Staleness(wall, System::nanoTime);
    this.follower = new FeedReplicator(feed, snapshot, age, clock, events);
    this.writer =
        feed instanceof RevocationWriter engine ? new ReplicatedWriter(engine, follower) : null;
    this.thread = new Thread(this::follow, "nexus-auth-revocations");
    thread.setDaemon(true);
  }

  /**
   * Returns a store that follows a feed from now on. Close it to end its thread; the feed stays its
   * owner's to close.
   */
  public static ReplicatedStore of(
      RevocationFeed feed, FeedSettings settings, Clock clock, FeedEvents events) {
    ReplicatedStore store = new ReplicatedStore(feed, settings, clock, events);
    store.thread.start();
    return store;
  }

  /**
   * {@inheritDoc}
   *
   * @throws StatusUnavailableException when it is not known at present
   */
  @Override
  public KeyStatus statusOf(KeySubject key) {
    return statusOf(SubjectIds.of(key));
  }

  /**
   * Returns the status of a key whose ids are known already; never blocks.
   *
   * @throws StatusUnavailableException when it is not known at present
   */
  public KeyStatus statusOf(SubjectIds key) {
    long now = wall.millis();
    boolean fresh = isFresh(now); // Before the look-up: it becomes fresh after the last page.
    KeyStatus status = snapshot.statusOf(key, now);
    return status.state() != KeyStatus.State.ACTIVE || fresh || settings.failOpen()
        ? status
        : unavailable();
  }

  private boolean isFresh(long now) {
    return !follower.isReplaced() && age.isAtMost(settings.maxStaleness(), now);
  }

  private KeyStatus unavailable() {
    String silence =
        follower.isLoaded() ? "its last answer is too old" : "it has not been read yet";
    throw new StatusUnavailableException(
        Objects.requireNonNullElse(follower.problem(), silence), null, RETRY_AFTER);
  }

  /** Returns what revokes and switches at the store; null when the feed cannot be written to. */
  public @Nullable RevocationWriter writer() {
    return writer;
  }

  /** Returns how this node stands to the store. */
  public FeedHealth health() {
    return new FeedHealth(
        isFresh(wall.millis()),
        age.get(),
        snapshot.version(),
        snapshot.entries(),
        follower.cursor(),
        follower.problem());
  }

  private void follow() {
    follower.begin();
    Duration pause = settings.poll();
    while (!follower.hasEnded() && !follower.isReplaced()) {
      // A feed may have left it behind. Whoever closes this ends the follower before interrupting.
      Thread.interrupted();
      long start = System.nanoTime();
      boolean answered = follower.catchUp(settings.poll());
      pause = answered ? settings.poll() : longer(pause);
      // A feed that waits for changes has used up the pause by itself.
      long left = pause.toNanos() - (System.nanoTime() - start);
      if (left > TimeUnit.MICROSECONDS.toNanos(100)) {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  /** A store that is down is not asked more often than once a second. */
  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Ends the thread. */
  @Override
  public void close() {
    follower.end();
    thread.interrupt();
  }
}
