package org.nexusauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.verify.KeyRevalidation;
import org.nexusauth.verify.KeyWatch;
import org.nexusauth.verify.ValidityFailure;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Checks the keys that something still runs for, again and again, on one thread that is there while
 * any key is watched. Thread-safe.
 */
final class KeyWatcher implements KeyRevalidation, AutoCloseable {
  /** More than any node has open connections; a listener that is never closed must not fill it. */
  static final int MAX_WATCHES = 100_000;

  private final @Nullable StatusCheck status;
  private final WatchSettings settings;
  private final InvalidationNotifier listeners;

  /** By identity, as keys have no equality of their own. Written under the lock, read by any. */
  private final Map<VerifiedApiKey, Watched> keys = new ConcurrentHashMap<>();

  private final Object lock = new Object();
  private int watches;
  private @Nullable Thread thread;
  private volatile boolean closed;

  /** The watches of a key; guarded by the lock, but for the time, which only the thread uses. */
  private static final class Watched {
    final List<Watch> watches = new ArrayList<>();
    long unknownSince;
    boolean unknown;
  }

  KeyWatcher(@Nullable StatusCheck status, WatchSettings settings, InvalidationNotifier listeners) {
    this.status = status;
    this.settings = settings;
    this.listeners = listeners;
  }

  @Override
  public @Nullable ValidityFailure check(VerifiedApiKey key) {
    if (closed) {
      return new ValidityFailure(Reason.STATUS_UNAVAILABLE, "the application has ended");
    }
    Denied denied = status == null ? null : status.check(key);
    return denied == null ? null : new ValidityFailure(denied.reason(), denied.detail());
  }

  @Override
  public KeyWatch watch(VerifiedApiKey key, KeyInvalidationListener listener) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("the application has ended: its gate was closed");
      }
      if (watches == MAX_WATCHES) {
        throw new IllegalStateException(
            "%s watches are open already; close each when what runs for its key has ended"
                .formatted(String.valueOf(MAX_WATCHES)));
      }
      Watch watch = new Watch(key, listener);
      keys.computeIfAbsent(key, added -> new Watched()).watches.add(watch);
      watches++;
      if (thread == null) {
        thread = new Thread(this::run, "nexus-auth-validity");
        thread.setDaemon(true);
        thread.start();
      }
      return watch;
    }
  }

  /** Returns how many watches are open. */
  int size() {
    synchronized (lock) {
      return watches;
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
        Watched watched = keys.get(key);
        if (watched != null && watched.watches.remove(this)) {
          watches--;
          if (watched.watches.isEmpty()) {
            keys.remove(key);
          }
        }
      }
    }
  }

  private void run() {
    while (isNeeded()) {
      // A listener may have left an interrupt behind; parking would not wait then.
      Thread.interrupted();
      LockSupport.parkNanos(this, settings.interval().toNanos());
      Map<VerifiedApiKey, ValidityFailure> invalid = new LinkedHashMap<>();
      keys.forEach((key, watched) -> findInvalid(key, watched, invalid));
      // Only now: a listener may watch the same key again, which the iteration would find again.
      invalid.forEach(this::end);
    }
  }

  /** Returns false when the thread is to end: nothing is watched any more. */
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
      VerifiedApiKey key, Watched watched, Map<VerifiedApiKey, ValidityFailure> invalid) {
    ValidityFailure failure = closed ? null : key.validityFailure().orElse(null);
    if (failure == null) {
      watched.unknown = false;
    } else if (!isTolerated(failure, watched)) {
      invalid.put(key, failure);
    }
  }

  private void end(VerifiedApiKey key, ValidityFailure failure) {
    if (closed) {
      return;
    }
    for (Watch ended : remove(key)) {
      listeners.notifyListener(ended.listener, key, failure);
    }
    listeners.notifyGateListeners(key, failure);
  }

  /** A store that fails once must not end everything that runs; one that stays away does. */
  private boolean isTolerated(ValidityFailure failure, Watched watched) {
    if (failure.reason() != Reason.STATUS_UNAVAILABLE) {
      return false;
    }
    if (!watched.unknown) {
      watched.unknown = true;
      watched.unknownSince = System.nanoTime();
    }
    return System.nanoTime() - watched.unknownSince < settings.grace().toNanos();
  }

  private List<Watch> remove(VerifiedApiKey key) {
    synchronized (lock) {
      Watched removed = keys.remove(key);
      List<Watch> ended = removed == null ? List.of() : List.copyOf(removed.watches);
      watches -= ended.size();
      return ended;
    }
  }

  /** Ends the thread; no listener is notified afterwards, and no key is valid. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      keys.clear();
      watches = 0;
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }
}
