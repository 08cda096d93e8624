package org.nexusauth.internal.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.internal.store.StatusCheck;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.verify.KeyRevalidation;
import org.nexusauth.verify.KeyWatch;
import org.nexusauth.verify.ValidityFailure;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Checks repeatedly whether watched keys are still valid, on one thread that runs while any key is
 * watched. Thread-safe.
 */
public final class ApiKeyWatcher implements KeyRevalidation, AutoCloseable {
  /** More than a node has open connections; watches that are never closed must not fill memory. */
  public static final int MAX_WATCHES = 100_000;

  private final @Nullable StatusCheck status;
  private final WatchSettings settings;
  private final InvalidationNotifier listeners;

  /**
   * By identity: keys have no equality of their own. Written under the lock, read by any thread.
   */
  private final Map<VerifiedApiKey, WatchedKey> keys = new ConcurrentHashMap<>();

  private final Object lock = new Object();

  /** How many watches are open; guarded by the lock. */
  private int openWatches;

  /** The thread that checks, while there is one; guarded by the lock. */
  private @Nullable Thread thread;

  /** Written under the lock, read by any thread. */
  private volatile boolean closed;

  /** A key and its watches. */
  private static final class WatchedKey {
    /** Guarded by the lock. */
    final List<Watch> watches = new ArrayList<>();

    /** Since when the status is unknown, as of {@code System.nanoTime}; the checking thread's. */
    long unknownSince;

    /** Whether the status is unknown; the checking thread's. */
    boolean unknown;
  }

  public ApiKeyWatcher(
      @Nullable StatusCheck status, WatchSettings settings, InvalidationNotifier listeners) {
    this.status = status;
    this.settings = settings;
    this.listeners = listeners;
  }

  @Override
  public @Nullable ValidityFailure check(VerifiedApiKey key) {
    if (closed) {
      return new ValidityFailure(Reason.STATUS_UNAVAILABLE, "the application has ended");
    }
    if (status == null) {
      return null;
    }
    Denied denied = status.checkStatus(key);
    if (denied == null) {
      return null;
    }
    return new ValidityFailure(denied.reason(), denied.detail());
  }

  @Override
  public KeyWatch watch(VerifiedApiKey key, KeyInvalidationListener listener) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("the application has ended: its gate was closed");
      }
      if (openWatches == MAX_WATCHES) {
        throw new IllegalStateException(
            "%s watches are open already; close each when what runs for its key has ended"
                .formatted(String.valueOf(MAX_WATCHES)));
      }
      Watch watch = new Watch(key, listener);
      keys.computeIfAbsent(key, added -> new WatchedKey()).watches.add(watch);
      openWatches++;
      startThread();
      return watch;
    }
  }

  /** Called under the lock. */
  private void startThread() {
    if (thread == null) {
      thread = new Thread(this::checkRepeatedly, "nexus-auth-validity");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private final class Watch implements KeyWatch {
    private final VerifiedApiKey key;
    private final KeyInvalidationListener listener;

    Watch(VerifiedApiKey key, KeyInvalidationListener listener) {
      this.key = key;
      this.listener = listener;
    }

    @Override
    public void close() {
      synchronized (lock) {
        WatchedKey watched = keys.get(key);
        if (watched != null && watched.watches.remove(this)) {
          openWatches--;
          if (watched.watches.isEmpty()) {
            keys.remove(key);
          }
        }
      }
    }
  }

  private void checkRepeatedly() {
    while (isNeeded()) {
      // A listener may have left an interrupt behind; parking would not wait then.
      Thread.interrupted();
      LockSupport.parkNanos(this, settings.interval().toNanos());
      Map<VerifiedApiKey, ValidityFailure> invalid = new LinkedHashMap<>();
      keys.forEach((key, watched) -> findInvalid(key, watched, invalid));
      // After the iteration: a listener may watch the same key, which the iteration would find
      // again.
      invalid.forEach(this::endWatches);
    }
  }

  /** Returns false when the thread is to end because nothing is watched. */
  private boolean isNeeded() {
    synchronized (lock) {
      if (!closed && !keys.isEmpty()) {
        return true;
      }
      thread = null;
      return false;
    }
  }

  private void findInvalid(
      VerifiedApiKey key, WatchedKey watched, Map<VerifiedApiKey, ValidityFailure> invalid) {
    ValidityFailure failure = closed ? null : key.validityFailure().orElse(null);
    if (failure == null) {
      watched.unknown = false;
    } else if (!isTolerated(failure, watched)) {
      invalid.put(key, failure);
    }
  }

  private void endWatches(VerifiedApiKey key, ValidityFailure failure) {
    if (closed) {
      return;
    }
    for (Watch ended : removeWatches(key)) {
      listeners.notifyListener(ended.listener, key, failure);
    }
    listeners.notifyGateListeners(key, failure);
  }

  /** Returns whether an unknown status is tolerated: a store that failed once, not for long. */
  private boolean isTolerated(ValidityFailure failure, WatchedKey watched) {
    if (failure.reason() != Reason.STATUS_UNAVAILABLE) {
      return false;
    }
    if (!watched.unknown) {
      watched.unknown = true;
      watched.unknownSince = System.nanoTime();
    }
    return System.nanoTime() - watched.unknownSince < settings.grace().toNanos();
  }

  private List<Watch> removeWatches(VerifiedApiKey key) {
    synchronized (lock) {
      WatchedKey removed = keys.remove(key);
      if (removed == null) {
        return List.of();
      }
      openWatches -= removed.watches.size();
      return List.copyOf(removed.watches);
    }
  }

  /** Ends the thread; no listener is notified afterwards, and no key is valid. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      keys.clear();
      openWatches = 0;
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }
}
