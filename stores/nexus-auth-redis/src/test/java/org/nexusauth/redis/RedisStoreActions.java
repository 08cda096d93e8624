package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What tests do with a store again and again. */
final class RedisStoreActions {
  private RedisStoreActions() {}

  static Revocation revocation(String keyId) {
    return revocation(keyId, null);
  }

  static Revocation revocation(String keyId, Instant until) {
    return new Revocation(
        Subject.key(null, "org_1", "int_1", keyId), Instant.EPOCH, null, until, "leaked");
  }

  static SubjectId id(String keyId) {
    return SubjectId.of(Subject.key(null, "org_1", "int_1", keyId));
  }

  /** Returns all that the store tells a node that begins. */
  static Set<SubjectId> told(RedisRevocationStore store) {
    Set<SubjectId> found = new HashSet<>();
    Page page = new Page(Cursor.START, List.of(), true);
    while (page.more()) {
      page = store.changesAfter(page.next(), 1_000, Duration.ZERO);
      page.changes().stream().map(Change::subject).forEach(found::add);
    }
    return found;
  }

  static Cursor head(RedisRevocationStore store) {
    return store.changesAfter(new Cursor("none", 0), 1, Duration.ZERO).next();
  }

  /** Deletes all that is expired, as a node with these settings does. */
  static void deleteExpired(StoreSettings settings) {
    Clock clock = Clock.systemUTC();
    try (RedisExecutor executor = new RedisExecutor(PrimaryLocator.of(settings), "cleaning")) {
      AtomicLong from = new AtomicLong();
      do {
        from.set(
            executor.call(
                session ->
                    new RedisRevocationData(session)
                        .deleteExpired(from.get(), clock, Duration.ZERO)));
      } while (from.get() != 0);
    }
  }

  /** Does each thing that a store can do. */
  static void useAll(RedisRevocationStore store, StoreSettings settings) {
    store.revoke(revocation("used", Instant.EPOCH));
    store.revoke(revocation("used"));
    store.setEnabled(Subject.agent("used"), false, "off");
    store.setEnabled(Subject.agent("used"), true, "on");
    deleteExpired(settings);
    assertThat(told(store)).contains(SubjectId.of(Subject.agent("used")));
    assertThat(store.changesAfter(head(store), 1, Duration.ofMillis(20)).changes()).isEmpty();
  }
}
