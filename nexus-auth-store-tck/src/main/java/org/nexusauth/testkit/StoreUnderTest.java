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

/** What the cases have in common; see {@link RevocationStoreTck} for the methods. */
abstract class StoreUnderTest {
  /** The store's clock, which starts at the current time. Cases move it instead of waiting. */
  protected final MutableClock clock =
      MutableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));

  StoreUnderTest() {}

  abstract RevocationStore store();

  abstract RevocationWriter writer();

  abstract boolean sweep();

  abstract @Nullable RevocationStore another();

  abstract boolean interrupt();

  abstract boolean reopen() throws Exception;

  /** Returns all nodes whose answers must be right; they have read all that was written. */
  List<NodeAssertions> nodes() {
    return List.of(new NodeAssertions("the store", store()));
  }

  final FreshKey fresh() {
    return new FreshKey(now().minusSeconds(3_600));
  }

  final Instant now() {
    return clock.instant();
  }

  /** Revokes a subject as a whole, immediately and permanently. */
  final void revoke(Subject subject, String reason) {
    writer().revoke(new Revocation(subject, now(), null, null, reason));
  }

  final void assertActive(KeySubject key) {
    assertActive(key, "it was never revoked");
  }

  final void assertActive(KeySubject key, String why) {
    nodes().forEach(node -> node.assertStatus(KeyStatus.active(), key, why));
  }

  final void assertRevoked(String reason, KeySubject key) {
    nodes().forEach(node -> node.assertStatus(KeyStatus.revoked(reason), key, "it is revoked"));
  }

  final void assertState(KeyStatus.State expected, KeySubject key, String why) {
    nodes().forEach(node -> node.assertState(expected, key, why));
  }
}
