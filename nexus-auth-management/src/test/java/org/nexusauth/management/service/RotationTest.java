package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.service.Problems.assertKind;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;
import static org.nexusauth.management.service.ServiceFixture.START;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.GenerationResult.AlreadyGenerated;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.apikey.RotationObstacle;
import org.nexusauth.management.apikey.RotationProgress;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.upkeep.RotationGraces;
import org.nexusauth.revocation.KeyStatus.State;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.Subject;

class RotationTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final KeyRotationRequest ORDER = new KeyRotationRequest(DAY, DAY.multipliedBy(30));
  private static final Operator OPERATOR = ServiceFixture.operator().operator();

  private ServiceFixture fixture = ServiceFixture.joined();
  private KeyRef old = fixture.generate().record().ref();

  private Generated rotate(KeyRotationRequest order) {
    return (Generated) fixture.apiKeys.rotate(ServiceFixture.operator(), old, order, ANY);
  }

  private ApiKeyView view(KeyRef ref) {
    return fixture.apiKeys.get(OPERATOR, ref);
  }

  private int beginGraces() {
    return new RotationGraces(fixture.ports).beginDueGraces();
  }

  @Test
  void successor_isAsItsPredecessor() {
    Generated successor = rotate(ORDER);
    ApiKeyRecord before = view(old).record();
    ApiKeyRecord after = successor.record();

    assertThat(after.lifecycle().predecessorId()).isEqualTo(old.keyId());
    assertThat(before.lifecycle().rotation().successorId()).isEqualTo(after.ref().keyId());
    assertThat(after.claims().permissions()).isEqualTo(before.claims().permissions());
    assertThat(after.label().name()).isEqualTo(before.label().name());
    assertThat(Duration.between(after.claims().issuedAt(), after.claims().expiresAt()))
        .isEqualTo(DAY.multipliedBy(180));
    assertThat(fixture.events().stream().map(event -> event.action()).toList())
        .endsWith("key.create", "key.rotate", "key.sign");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oldKey_endsAtTheDeadline_ifTheNewOneIsNeverUsed(boolean joined) {
    start(joined);
    rotate(ORDER);

    assertThat(view(old).state()).isEqualTo(KeyState.RETIRING);
    assertThat(fixture.revocations.inForce(subjectOf(old)).revocations())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.effectiveAt()).isEqualTo(START.plus(DAY.multipliedBy(30)));
              assertThat(RotationNotice.find(one.reason())).contains(RotationNotice.of(START));
            });
    fixture.clock.set(START.plus(DAY.multipliedBy(30)).minusNanos(1));
    assertThat(fixture.status(old).state()).isEqualTo(State.ACTIVE);
    assertThat(beginGraces()).isZero();
    fixture.clock.set(START.plus(DAY.multipliedBy(30)));
    assertThat(fixture.status(old).state()).isEqualTo(State.REVOKED);
    assertThat(view(old).state()).isEqualTo(KeyState.REVOKED);
    assertThat(view(old).stateReason()).startsWith("Replaced by key ");
  }

  private void start(boolean joined) {
    if (!joined) {
      fixture = ServiceFixture.separate();
      old = fixture.generate().record().ref();
    }
  }

  private Subject subjectOf(KeyRef ref) {
    return Subject.of(
        fixture.store.read(all -> all.findApiKey(ref)).orElseThrow().claims().subject());
  }

  /** Each change locks out those of other nodes, and all nodes begin graces at the same time. */
  @Test
  void gracesOfManyRotations_beginInOneChange() {
    for (int i = 0; i < 20; i++) {
      old = fixture.generate().record().ref();
      fixture.use(rotate(ORDER).record().ref(), START);
    }
    CountingStore counting = new CountingStore(fixture.store);
    ManagementPorts ports = new ManagementPorts(counting, fixture, null, fixture.clock);

    assertThat(new RotationGraces(ports).beginDueGraces()).isEqualTo(20);
    assertThat(new RotationGraces(ports).beginDueGraces()).isZero();

    assertThat(counting.writes()).hasValue(1);
    assertThat(view(old).record().lifecycle().rotation().graceStartedAt()).isEqualTo(START);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oldKey_endsItsGraceAfterTheFirstUseOfTheNewOne(boolean joined) {
    start(joined);
    KeyRef successor = rotate(ORDER).record().ref();
    Instant firstUse = START.plus(HOUR);
    fixture.clock.set(firstUse.plusSeconds(1));
    fixture.use(successor, firstUse);

    assertThat(beginGraces()).isEqualTo(1);
    assertThat(beginGraces()).isZero();

    assertThat(view(old).record().lifecycle().rotation().graceStartedAt()).isEqualTo(firstUse);
    fixture.clock.set(firstUse.plus(DAY).minusNanos(1));
    assertThat(view(old).state()).isEqualTo(KeyState.RETIRING);
    fixture.clock.set(firstUse.plus(DAY));
    assertThat(view(old).state()).isEqualTo(KeyState.REVOKED);
    assertThat(fixture.lastEvent().actor().name()).isEqualTo("rotation");
  }

  @Test
  void graceOfZero_endsTheOldKeyImmediately() {
    KeyRef successor = rotate(new KeyRotationRequest(Duration.ZERO, DAY)).record().ref();
    fixture.use(successor, START);
    beginGraces();

    assertThat(fixture.status(old).state()).isEqualTo(State.REVOKED);
  }

  @Test
  void grace_endsAtTheDeadlineIfThatIsEarlier() {
    KeyRef successor = rotate(new KeyRotationRequest(DAY, DAY)).record().ref();
    fixture.clock.set(START.plus(HOUR));
    fixture.use(successor, START.plus(HOUR));
    beginGraces();

    fixture.clock.set(START.plus(DAY));
    assertThat(fixture.status(old).state()).isEqualTo(State.REVOKED);
  }

  @Test
  void cancelledRotation_leavesTheOldKeyAndRevokesTheNewOne() {
    KeyRef successor = rotate(ORDER).record().ref();

    ApiKeyView view = fixture.apiKeys.cancelRotation(ServiceFixture.operator(), old, ANY);

    assertThat(view.state()).isEqualTo(KeyState.ACTIVE);
    assertThat(view.record().lifecycle().rotation()).isNull();
    assertThat(view(successor).state()).isEqualTo(KeyState.REVOKED);
    fixture.clock.set(START.plus(DAY.multipliedBy(31)));
    assertThat(fixture.status(old).state()).isEqualTo(State.ACTIVE);
    assertThat(rotate(ORDER)).isNotNull();
  }

  @Test
  void rotation_whoseSuccessorWasUsed_isNotCancelled() {
    KeyRef successor = rotate(ORDER).record().ref();
    fixture.use(successor, START);

    assertKind(
        Kind.CONFLICT, () -> fixture.apiKeys.cancelRotation(ServiceFixture.operator(), old, ANY));
    assertThat(view(successor).state()).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void rotation_thatCannotBe_isAConflict() {
    assertKind(
        Kind.CONFLICT, () -> fixture.apiKeys.cancelRotation(ServiceFixture.operator(), old, ANY));
    assertKind(Kind.CONFLICT, () -> fixture.apiKeys.rotationProgress(OPERATOR, old));
    rotate(ORDER);
    assertKind(Kind.CONFLICT, () -> rotate(ORDER));
    KeyRef revoked = fixture.generate().record().ref();
    fixture.apiKeys.revoke(
        ServiceFixture.operator(), revoked, new KeyRevocationRequest(Cause.UNUSED, "", null), ANY);
    assertKind(
        Kind.CONFLICT,
        () -> fixture.apiKeys.rotate(ServiceFixture.operator(), revoked, ORDER, ANY));
    KeyRef expired = fixture.generate().record().ref();
    fixture.clock.advance(DAY.multipliedBy(180));
    assertKind(
        Kind.CONFLICT,
        () -> fixture.apiKeys.rotate(ServiceFixture.operator(), expired, ORDER, ANY));
  }

  @Test
  void wrongOrder_isInvalid() {
    assertKind(Kind.INVALID, () -> rotate(new KeyRotationRequest(Duration.ofSeconds(-1), DAY)));
    assertKind(Kind.INVALID, () -> rotate(new KeyRotationRequest(DAY.plusSeconds(1), DAY)));
    assertKind(Kind.INVALID, () -> rotate(new KeyRotationRequest(DAY, Duration.ZERO)));
    assertKind(
        Kind.INVALID,
        () -> rotate(new KeyRotationRequest(DAY, DAY.multipliedBy(30).plusSeconds(1))));
  }

  @Test
  void repeatedRequest_rotatesOnce() {
    ChangeContext request =
        ServiceFixture.contextOf(ServiceFixture.operatorOf(Role.OPERATOR, ORG), "idem-1");
    Generated first = (Generated) fixture.apiKeys.rotate(request, old, ORDER, ANY);

    assertThat(fixture.apiKeys.rotate(request, old, ORDER, ANY))
        .isEqualTo(new AlreadyGenerated(first.record()));
  }

  @Test
  void progress_saysWhenItIsSafe() {
    fixture.use(old, START);
    KeyRef successor = rotate(new KeyRotationRequest(DAY, DAY.multipliedBy(30))).record().ref();
    fixture.clock.advance(Duration.ofMinutes(3));
    assertProgress(
        false,
        "Not safe yet: the new key has not been used; the old key was last used 3 min ago from"
            + " 10.2.0.0/24 with client 1.4.0.");
    fixture.use(successor, START.plusSeconds(60));
    assertProgress(
        false,
        "Not safe yet: the old key was last used 3 min ago from 10.2.0.0/24 with client 1.4.0.");
    fixture.clock.set(START.plus(DAY).minusSeconds(1));
    assertThat(progress().safeToRevoke()).isFalse();
    fixture.clock.set(START.plus(Duration.ofHours(26)));
    assertProgress(
        true,
        "Safe to revoke: the new key is used since 2026-11-30T13:01:00Z, the old one has not been"
            + " for 26 h.");
    fixture.apiKeys.revoke(
        ServiceFixture.operator(), old, new KeyRevocationRequest(Cause.UNUSED, "", null), ANY);
    assertProgress(true, "The old key has ended. Nothing is left to do.");
  }

  @Test
  void progress_ofAnOldKeyThatWasNeverUsed_countsFromTheStart() {
    KeyRef successor = rotate(new KeyRotationRequest(DAY, DAY.multipliedBy(30))).record().ref();
    fixture.use(successor, START);
    fixture.clock.advance(DAY);

    assertProgress(
        true,
        "Safe to revoke: the new key is used since 2026-11-30T13:00:00Z, the old one was never"
            + " used.");
  }

  private RotationProgress progress() {
    return fixture.apiKeys.rotationProgress(OPERATOR, old);
  }

  private void assertProgress(boolean safe, String advice) {
    assertThat(progress().advice()).isEqualTo(advice);
    assertThat(progress().safeToRevoke()).isEqualTo(safe);
  }

  @Test
  void keyIssuedElsewhere_isNotRotated() {
    KeyRef foreign = fixture.ref("foreign");
    KeyClaims claims = new KeyClaims(null, foreign, null, List.of("read"), null, null, null, null);
    fixture.genuineKeys.put("h.p.signature", claims);
    ApiKeyView imported = fixture.apiKeys.importKey(ServiceFixture.operator(), "h.p.signature");

    assertThat(RotationObstacle.find(imported)).contains(RotationObstacle.NOT_MANAGED);
    assertThat(
            assertKind(
                Kind.CONFLICT,
                () -> fixture.apiKeys.rotate(ServiceFixture.operator(), foreign, ORDER, ANY)))
        .hasMessage(RotationObstacle.NOT_MANAGED.advice());
  }
}
