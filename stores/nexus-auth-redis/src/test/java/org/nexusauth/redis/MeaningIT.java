package org.nexusauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.status.Change;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.FeedEvents;
import org.nexusauth.status.FeedSettings;
import org.nexusauth.status.FollowedStore;
import org.nexusauth.status.KeyStatus;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.Subject;
import redis.clients.jedis.Protocol.Command;

/**
 * When a revocation is in force and how long: on nodes with other clocks (F08), and when it is
 * revoked again.
 */
final class MeaningIT {
  private static final Clock AHEAD = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
  private static final Clock BEHIND = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
  private static final Subject SUBJECT = Subject.signingKey(null, "k1");
  private static final KeySubject KEY =
      KeySubject.builder("key_1", "int_1", "org_1").signingKeyId("k1").build();

  @RegisterExtension final Redis redis = new Redis();
  private RedisRevocationStore fast;
  private RedisRevocationStore slow;
  private FollowedStore node;

  @BeforeEach
  void start() {
    fast = redis.open(AHEAD);
    slow = redis.open(BEHIND);
    await().until(() -> redis.command(Command.HGET, Changes.HASH, "swept") != null);
    node = follow(slow);
  }

  @AfterEach
  void stop() {
    node.close();
    slow.close();
    fast.close();
  }

  private static FollowedStore follow(RedisRevocationStore engine) {
    FollowedStore node = FollowedStore.of(engine, FeedSettings.STANDARD, BEHIND, FeedEvents.NONE);
    await().until(() -> node.health().ready());
    return node;
  }

  private static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Revocation revocation(Instant from, Instant until, String reason) {
    return new Revocation(SUBJECT, from, null, until, reason);
  }

  private void isRefusedWithinASecond(String reason) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(1))
        .until(() -> node.statusOf(KEY).equals(KeyStatus.revoked(reason)));
    try (FollowedStore anew = follow(slow)) {
      assertThat(anew.statusOf(KEY)).isEqualTo(KeyStatus.revoked(reason));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void revoked_atOnceByAFastClock_isRefusedByASlowOneWithinASecond(boolean whole) {
    Instant issuedBefore = whole ? null : now(AHEAD);
    Revocation atOnce = new Revocation(SUBJECT, now(AHEAD), issuedBefore, null, "leaked");

    assertThat(fast.revoke(atOnce)).isEqualTo(atOnce);

    isRefusedWithinASecond("leaked");
  }

  @Test
  void revoked_atOnceByASlowClock_isRefusedThere() {
    slow.revoke(revocation(now(BEHIND), null, "leaked"));

    isRefusedWithinASecond("leaked");
  }

  @Test
  void revoked_fromAComingMomentOfTheWriter_isNotRefusedBefore() {
    Revocation planned = revocation(now(AHEAD).plusSeconds(600), null, "planned");

    assertThat(fast.revoke(planned)).isEqualTo(planned);

    await().until(() -> node.health().cursor().position() == 1);
    assertThat(node.statusOf(KEY)).isEqualTo(KeyStatus.active());
    assertThat(slow.changesAfter(Cursor.START, 10, Duration.ZERO).changes())
        .isEqualTo(List.of(Change.of(planned)));
  }

  @Test
  void revoked_againByASlowClock_isAnsweredWithTheFirst() {
    Revocation first = fast.revoke(revocation(now(AHEAD), null, "first"));

    assertThat(slow.revoke(revocation(now(BEHIND), null, "second"))).isEqualTo(first);
    assertThat(fast.revoke(revocation(now(AHEAD), null, "third"))).isEqualTo(first);
    assertThat(Trials.head(slow).position()).isEqualTo(1);
  }

  @Test
  void coming_momentThatIsDueByAFastClockOnly_isAtOnceWhenThatOneRevokes() {
    Revocation planned = slow.revoke(revocation(now(BEHIND).plusSeconds(120), null, "planned"));
    assertThat(node.statusOf(KEY)).isEqualTo(KeyStatus.active());

    assertThat(fast.revoke(revocation(now(AHEAD), null, "leaked"))).isEqualTo(planned);

    isRefusedWithinASecond("planned");
    assertThat(fast.revoke(revocation(now(AHEAD), null, "again"))).isEqualTo(planned);
    assertThat(Trials.head(slow).position()).isEqualTo(2);
  }

  @Test
  void revoked_againForEver_isKeptWhenTheFirstIsSwept() {
    Instant moment = Instant.EPOCH;
    Instant expired = now(Clock.systemUTC()).minus(Duration.ofDays(2));
    slow.revoke(revocation(moment, expired, "first"));
    Revocation longer = revocation(moment, null, "first");

    assertThat(slow.revoke(revocation(now(BEHIND), null, "second"))).isEqualTo(longer);
    assertThat(fast.revoke(revocation(now(AHEAD), expired, "third"))).isEqualTo(longer);
    assertThat(Trials.head(slow).position()).isEqualTo(2);
    slow.sweepNow();

    assertThat(slow.changesAfter(Cursor.START, 10, Duration.ZERO).changes())
        .isEqualTo(List.of(Change.of(longer)));
    isRefusedWithinASecond("first");
    assertThat(slow.revoke(revocation(now(BEHIND), null, "fourth"))).isEqualTo(longer);
  }
}
