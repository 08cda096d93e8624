package org.nexusauth.filter;

import jakarta.servlet.ServletContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.nexusauth.verify.KeyWatch;
import org.nexusauth.verify.ValidityFailure;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Closes the WebSocket sessions of a key that is no longer valid, with 1008 (RFC 6455 §7.4.1). What
 * it remembers is bounded by the sessions that are open. Thread-safe.
 */
final class WebSocketSessionCloser {
  /** A client that does not read may hold a thread for as long as the server waits for it. */
  private static final int THREADS = 64;

  private static final int FIRST_PRUNING = 64;

  /** How long a server may need from a handshake to an open session. */
  private static final long OPENING = TimeUnit.SECONDS.toNanos(30);

  private final OpenSessions open;
  private final ThreadPoolExecutor closing;

  /** The keys of sessions; under its own lock. */
  private final Map<VerifiedApiKey, Watched> keys = new HashMap<>();

  private int pruneAt = FIRST_PRUNING;
  private boolean closed;

  /** A key with its last handshake, in nanoseconds of no clock that can be set. */
  private record Watched(KeyWatch watch, long handshake) {
    boolean mayBeOpening() {
      return System.nanoTime() - handshake < OPENING;
    }
  }

  WebSocketSessionCloser(ServletContext context) {
    this.open = new OpenSessions(context);
    this.closing =
        new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::newThread);
    closing.allowCoreThreadTimeOut(true);
  }

  private Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "nexus-auth-websocket");
    thread.setDaemon(true);
    return thread;
  }

  /** Has the sessions of a key closed once it is no longer valid; one of them is being opened. */
  void closeWhenInvalid(VerifiedApiKey key) {
    if (!open.isKnown()) {
      return;
    }
    synchronized (keys) {
      if (closed) {
        return;
      }
      if (keys.size() >= pruneAt) {
        removeUnused();
      }
      Watched before = keys.get(key);
      KeyWatch watch = before == null ? key.onInvalid(this::closeSessions) : before.watch();
      keys.put(key, new Watched(watch, System.nanoTime()));
    }
  }

  private void removeUnused() {
    Set<Object> used = new HashSet<>();
    open.all().forEach(session -> used.add(session.getUserPrincipal()));
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean unused = !used.contains(entry.getKey()) && !entry.getValue().mayBeOpening();
              if (unused) {
                entry.getValue().watch().close();
              }
              return unused;
            });
    pruneAt = Math.max(FIRST_PRUNING, 2 * keys.size());
  }

  private void closeSessions(VerifiedApiKey key, ValidityFailure failure) {
    synchronized (keys) {
      Watched ended = keys.remove(key);
      if (ended != null && ended.mayBeOpening() && !closed) {
        // A session may open after this look at them: look again until none can.
        keys.put(key, new Watched(key.onInvalid(this::closeSessions), ended.handshake()));
      }
    }
    CloseReason reason =
        new CloseReason(
            CloseCodes.VIOLATED_POLICY,
            "the API key is no longer valid: " + failure.reason().code());
    Collection<Session> all = open.all();
    for (Session session : all) {
      if (session.getUserPrincipal() == key && session.isOpen()) {
        closeLater(session, reason);
      }
    }
  }

  private void closeLater(Session session, CloseReason reason) {
    try {
      closing.execute(
          () -> {
            try {
              session.close(reason);
            } catch (IOException | IllegalStateException e) {
              // It was closed by its client or its endpoint.
            }
          });
    } catch (RejectedExecutionException e) {
      // The application is ending, and its sessions with it.
    }
  }

  /** Ends it: the application is ending. */
  void close() {
    synchronized (keys) {
      closed = true;
      keys.values().forEach(watched -> watched.watch().close());
      keys.clear();
    }
    closing.shutdown();
  }
}
