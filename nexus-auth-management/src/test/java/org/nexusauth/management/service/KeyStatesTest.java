package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyStates;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.revocation.KeyStatus;

/** The state of a key by its record, the revocation store's verdict and the time. */
class KeyStatesTest {
  private static final Instant NOW = Instant.parse("2026-11-30T13:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant LATE = NOW.plus(DAY.multipliedBy(90));
  private static final KeyStatus ACTIVE = KeyStatus.active();
  private static final KeyStatus REVOKED = KeyStatus.revoked("leaked");
  private static final KeyStatus DISABLED = KeyStatus.integrationDisabled();
  private static final KeyStatus RESTRICTED = KeyStatus.agentRestricted();
  private static final Rotation ROTATION =
      new Rotation("new", NOW.minus(DAY), "ada", DAY, NOW.plus(DAY), null);

  private static Arguments row(
      String name, @Nullable Instant expiresAt, KeyStatus status, KeyState expected) {
    return argumentSet(name, expiresAt, null, status, expected);
  }

  private static Arguments rotating(
      String name, @Nullable Instant expiresAt, KeyStatus status, KeyState expected) {
    return argumentSet(name, expiresAt, ROTATION, status, expected);
  }

  static Stream<Arguments> table() {
    Instant soon = NOW.plus(DAY.multipliedBy(14));
    return Stream.of(
        row("active", LATE, ACTIVE, KeyState.ACTIVE),
        row("never expires", null, ACTIVE, KeyState.ACTIVE),
        row("a nanosecond over 14 days", soon.plusNanos(1), ACTIVE, KeyState.ACTIVE),
        row("14 days", soon, ACTIVE, KeyState.EXPIRING),
        row("a nanosecond", NOW.plusNanos(1), ACTIVE, KeyState.EXPIRING),
        row("expired now", NOW, ACTIVE, KeyState.EXPIRED),
        row("expired", NOW.minus(DAY), ACTIVE, KeyState.EXPIRED),
        row("revoked", LATE, REVOKED, KeyState.REVOKED),
        row("revoked before expired", NOW, REVOKED, KeyState.REVOKED),
        row("expired before disabled", NOW, DISABLED, KeyState.EXPIRED),
        row("expired before restricted", NOW, RESTRICTED, KeyState.EXPIRED),
        row("disabled before expiring", soon, DISABLED, KeyState.INTEGRATION_DISABLED),
        row("restricted before expiring", soon, RESTRICTED, KeyState.AGENT_RESTRICTED),
        rotating("retiring", LATE, ACTIVE, KeyState.RETIRING),
        rotating("retiring before expiring", soon, ACTIVE, KeyState.RETIRING),
        rotating("disabled before retiring", LATE, DISABLED, KeyState.INTEGRATION_DISABLED),
        rotating("restricted before retiring", LATE, RESTRICTED, KeyState.AGENT_RESTRICTED),
        rotating("expired before retiring", NOW, ACTIVE, KeyState.EXPIRED),
        rotating("revoked before retiring", LATE, REVOKED, KeyState.REVOKED));
  }

  @ParameterizedTest
  @MethodSource("table")
  void state_isTheFirstThatApplies(
      @Nullable Instant expiresAt,
      @Nullable Rotation rotation,
      KeyStatus status,
      KeyState expected) {
    KeyRevocation byRecord = new KeyRevocation(NOW.minus(DAY), "ada", Cause.LEAKED, "");

    assertThat(KeyStates.stateOf(key(expiresAt, rotation, null), status, NOW)).isEqualTo(expected);
    assertThat(KeyStates.stateOf(key(expiresAt, rotation, byRecord), status, NOW))
        .as("the store decides on revocations, not the record")
        .isEqualTo(expected);
  }

  private static ApiKeyRecord key(
      @Nullable Instant expiresAt,
      @Nullable Rotation rotation,
      @Nullable KeyRevocation revocation) {
    KeyRef ref = new KeyRef("org", "int", "key");
    return new ApiKeyRecord(
        new KeyClaims(null, ref, null, List.of(), null, null, null, expiresAt),
        new KeyLabel("Key", Environment.PRODUCTION, Origin.ISSUED, "ada", NOW),
        null,
        new KeyLifecycle(null, rotation, revocation, null),
        1);
  }
}
