package org.nexusauth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.TestClock;

final class MemoryRevocationStoreTest {
  private final TestClock clock = new TestClock();
  private final MemoryRevocationStore store = new MemoryRevocationStore(clock);

  private KeySubject.Builder key() {
    return KeySubject.builder("key_1", "int_1", "org_1")
        .issuer("iss")
        .agentId("agt_1")
        .signingKeyId("kid_1")
        .issuedAt(clock.instant());
  }

  private static Subject subject(Subject.Kind kind) {
    return switch (kind) {
      case KEY -> Subject.key("iss", "org_1", "int_1", "key_1");
      case INTEGRATION -> Subject.integration("int_1");
      case AGENT -> Subject.agent("agt_1");
      case ORGANIZATION -> Subject.organization("org_1");
      case SIGNING_KEY -> Subject.signingKey("iss", "kid_1");
    };
  }

  private Revocation whole(Subject subject, Instant effectiveAt, String reason) {
    return new Revocation(subject, effectiveAt, null, null, reason);
  }

  @ParameterizedTest
  @EnumSource(Subject.Kind.class)
  void revokedSubject_refusesItsKeysAndNoOther(Subject.Kind kind) {
    store.revoke(whole(subject(kind), clock.instant(), "leaked"));

    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.revoked("leaked"));
    KeySubject other =
        KeySubject.builder("key_2", "int_2", "org_2").issuer("iss").agentId("agt_2").build();
    assertThat(store.statusOf(other)).isEqualTo(KeyStatus.active());
  }

  @Test
  void key_ofAnotherIssuer_isAnotherKey() {
    store.revoke(whole(Subject.key("iss", "org_1", "int_1", "key_1"), clock.instant(), "leaked"));

    assertThat(store.statusOf(key().issuer("other").build())).isEqualTo(KeyStatus.active());
    assertThat(store.statusOf(key().issuer(null).build())).isEqualTo(KeyStatus.active());
  }

  @Test
  void secondRevocation_keepsTheFirstReason() {
    Subject subject = Subject.key("iss", "org_1", "int_1", "key_1");
    Revocation first = store.revoke(whole(subject, clock.instant(), "first"));

    assertThat(store.revoke(whole(subject, clock.instant(), "second"))).isEqualTo(first);
    assertThat(store.statusOf(key().build()).reason()).isEqualTo("first");
  }

  @Test
  void revocation_thatIsKeptLonger_keepsTheFirstReason() {
    Subject subject = Subject.signingKey("iss", "kid_1");
    Instant now = clock.instant();
    store.revoke(new Revocation(subject, now, null, now.plusSeconds(60), "first"));
    clock.advance(Duration.ofSeconds(1));

    Revocation longer = store.revoke(whole(subject, clock.instant(), "second"));

    assertThat(longer).isEqualTo(whole(subject, now, "first"));
    assertThat(store.revoke(whole(subject, clock.instant(), "third"))).isEqualTo(longer);
    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.revoked("first"));
  }

  @Test
  void revocation_atOnce_staysInForceWhenTheClockIsSetBack() {
    store.revoke(whole(Subject.agent("agt_1"), clock.instant(), "leaked"));
    clock.advance(Duration.ofMinutes(-5));

    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.revoked("leaked"));
  }

  @Test
  void comingRevocation_takesEffectOnTime() {
    store.revoke(whole(Subject.integration("int_1"), clock.instant().plusSeconds(60), "planned"));

    clock.advance(Duration.ofSeconds(59));
    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.active());
    clock.advance(Duration.ofSeconds(1));
    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.revoked("planned"));
  }

  @Test
  void revocation_atOnce_isNotHeldUpByAComingOne() {
    Subject subject = Subject.integration("int_1");
    store.revoke(whole(subject, clock.instant().plusSeconds(60), "planned"));
    store.revoke(whole(subject, clock.instant(), "urgent"));

    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.revoked("urgent"));
  }

  @Test
  void issued_beforeOnly_movesForward() {
    Subject subject = Subject.organization("org_1");
    Instant moment = clock.instant();
    store.revoke(new Revocation(subject, moment, moment, null, "later"));
    store.revoke(new Revocation(subject, moment, moment.minusSeconds(100), null, "earlier"));

    assertThat(store.statusOf(key().issuedAt(moment.minusSeconds(1)).build()))
        .isEqualTo(KeyStatus.revoked("later"));
    assertThat(store.statusOf(key().issuedAt(moment).build()))
        .isEqualTo(KeyStatus.revoked("later"));
    assertThat(store.statusOf(key().issuedAt(moment.plusMillis(1)).build()))
        .isEqualTo(KeyStatus.active());
    assertThat(store.statusOf(key().issuedAt(null).build())).isEqualTo(KeyStatus.revoked("later"));
  }

  @Test
  void wholeRevocation_outranksIssuedBefore() {
    Subject subject = Subject.organization("org_1");
    store.revoke(whole(subject, clock.instant(), "whole"));
    Revocation inForce =
        store.revoke(new Revocation(subject, clock.instant(), clock.instant(), null, "partly"));

    assertThat(inForce.reason()).isEqualTo("whole");
    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.revoked("whole"));
  }

  @Test
  void switchesGo_offAndOn() {
    store.setEnabled(Subject.integration("int_1"), false, "unpaid");
    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.integrationDisabled());
    store.setEnabled(Subject.integration("int_1"), true, "paid");
    store.setEnabled(Subject.agent("agt_1"), false, "paused");
    assertThat(store.statusOf(key().build())).isEqualTo(KeyStatus.agentRestricted());
    assertThat(store.statusOf(key().agentId(null).build())).isEqualTo(KeyStatus.active());
  }

  @Test
  void switch_ofAKey_isRefused() {
    assertThatThrownBy(
            () -> store.setEnabled(Subject.key("iss", "org_1", "int_1", "key_1"), false, "no"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only an integration or an agent");
  }

  @Test
  void subjectIds_doNotCollideByMovingCharacters() {
    assertThat(SubjectId.of(Subject.key("a", "org_1", "int_1", "bc")))
        .isNotEqualTo(SubjectId.of(Subject.key("ab", "org_1", "int_1", "c")));
    assertThat(SubjectId.of(Subject.key("", "org_1", "int_1", "x")))
        .isNotEqualTo(SubjectId.of(Subject.key(null, "org_1", "int_1", "x")));
    assertThat(SubjectId.of(Subject.agent("x")))
        .isNotEqualTo(SubjectId.of(Subject.integration("x")));
    assertThat(SubjectId.of(Subject.key("a", "org_1", "int_1", "*")))
        .isEqualTo(SubjectId.of(Subject.key("a", "org_1", "int_1", "*")));
  }
}
