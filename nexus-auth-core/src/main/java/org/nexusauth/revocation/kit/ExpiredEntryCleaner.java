package org.nexusauth.revocation.kit;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Forgets what expired long ago, a part at a time, so that nobody who revokes waits for it; again
 * every hour. A follower does not notice: its position stays good.
 */
public final class ExpiredEntryCleaner {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration BREATH = Duration.ofMillis(20);

  private final BiConsumer<Runnable, Duration> later;
  private final Part part;
  private final Consumer<Throwable> failing;
  private boolean works = true; // On the thread that sweeps.
  private volatile boolean ended;

  /** So much of the sweeping as nobody minds waiting for. */
  public interface Part {
    /** Sweeps, and returns whether that was all. */
    boolean sweep() throws Exception;
  }

  /**
   * Makes one; {@link #begin} begins it.
   *
   * @param later does work after a pause on a thread of the store, see {@link StoreExecutor#later}
   * @param part is done until it says that that was all
   * @param failing is told once that a part failed, until one succeeds; it is tried again in an
   *     hour, since nothing waits for it
   */
  public ExpiredEntryCleaner(
      BiConsumer<Runnable, Duration> later, Part part, Consumer<Throwable> failing) {
    this.later = later;
    this.part = part;
    this.failing = failing;
  }

  /** Begins in a moment. */
  public void begin() {
    later.accept(this::some, BREATH);
  }

  /** Ends it after the part that it is at; nobody is told that this one failed. */
  public void end() {
    ended = true;
  }

  private void some() {
    if (ended) {
      return;
    }
    Duration pause = HOUR;
    try {
      pause = part.sweep() ? HOUR : BREATH;
      works = true;
    } catch (Throwable e) { // An Error too, else nothing would be forgotten any more.
      if (works && !ended) {
        works = false;
        failing.accept(e);
      }
    }
    later.accept(this::some, pause);
  }
}
