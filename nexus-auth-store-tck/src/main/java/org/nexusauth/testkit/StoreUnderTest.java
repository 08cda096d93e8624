package org.nexusauth.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

/** What the cases have in common; {@link RevocationStoreTck} says what its methods are for. */
abstract class StoreUnderTest {
  /**
   * The store's clock: moments that come are waited for by moving it. It starts at the real now.
   */
  protected final MutableClock clock =
      MutableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));

  StoreUnderTest() {}

  abstract RevocationStore store();

  abstract RevocationWriter writer();

  abstract boolean sweep();

  abstract @Nullable RevocationStore another();

  abstract boolean interrupt();

  abstract boolean reopen() throws Exception;

  /** Returns all whose answers must be right, as they know what was written until now. */
  List<NodeAssertions> judges() {
    return List.of(new NodeAssertions("the store", store()));
  }

  final FreshKey fresh() {
    return new FreshKey(now().minusSeconds(3_600));
  }

  final Instant now() {
    return clock.instant();
  }

  /** Revokes as a whole, now and for ever. */
  final void revoke(Subject subject, String reason) {
    writer().revoke(new Revocation(subject, now(), null, null, reason));
  }

  final void assertActive(KeySubject key) {
    assertActive(key, "nobody revoked it");
  }

  final void assertActive(KeySubject key, String why) {
    judges().forEach(judge -> judge.assertStatus(KeyStatus.active(), key, why));
  }

  final void assertRevoked(String reason, KeySubject key) {
    judges().forEach(judge -> judge.assertStatus(KeyStatus.revoked(reason), key, "it is revoked"));
  }

  final void assertState(KeyStatus.State expected, KeySubject key, String why) {
    judges().forEach(judge -> judge.assertState(expected, key, why));
  }
}
