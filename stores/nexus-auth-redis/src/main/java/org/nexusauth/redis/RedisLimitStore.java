package org.nexusauth.redis;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * Limits in Redis: a text with the counters of each key, which expires by itself. One script, and
 * so one round trip, a batch. Thread-safe.
 */
final class RedisLimitStore implements LimitStore {
  /** Reads end earlier; this is for answers that arrive byte by byte, and for connecting. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);

  private final RedisExecutor executor;
  private final RedisLimitData data = new RedisLimitData(); // Only on the executor's thread.

  private RedisLimitStore(RedisExecutor executor) {
    this.executor = executor;
  }

  static RedisLimitStore open(PrimaryLocator primary) {
    RedisLimitStore store =
        new RedisLimitStore(new RedisExecutor(primary, "nexus-auth-redis-limit", CALL_TIMEOUT));
    boolean opened = false;
    try {
      store.connect();
      opened = true;
      return store;
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  /** A Redis that does not answer may come back; one that rejects this node does not. */
  private void connect() {
    try {
      executor.callOnce(session -> data.prepare(session));
    } catch (StatusUnavailableException e) {
      boolean away =
          e.getCause() instanceof ConnectException || e.getCause() instanceof TimeoutException;
      if (!away) {
        throw StoreInitializer.settingProblem("Redis cannot be used for limits: " + e.getMessage());
      }
    }
  }

  @Override
  public List<Grant> take(List<Want> wants) {
    return executor.callOnce(session -> data.take(session, wants));
  }

  @Override
  public void giveBack(List<Unspent> unspent) {
    executor.callOnce(session -> data.giveBack(session, unspent));
  }

  /** {@inheritDoc} Repeated on a new connection where the old one has ended: it is idempotent. */
  @Override
  public int announce(String node) {
    return executor.call(session -> data.announce(session, node));
  }

  @Override
  public void close() {
    executor.close();
  }
}
