package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.management.service.Problems.assertKind;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.upkeep.RecordReconciler;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;

/** Failures and crashes at each step of a change. */
class FailureTest {
  private static final KeyRotationRequest ROTATION =
      new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(1));
  private static final KeyRevocationRequest REVOCATION =
      new KeyRevocationRequest(Cause.LEAKED, "", null);

  private final AtomicReference<FailingStore> failing = new AtomicReference<>();

  /** A change of the fixture's integration or of a key. */
  private interface Step extends BiConsumer<ServiceFixture, KeyRef> {}

  static Stream<Arguments> changes() {
    return Stream.of(
        change("rename", (f, k) -> f.apiKeys.rename(ServiceFixture.operator(), k, "B", ANY)),
        change("revoke", (f, k) -> f.apiKeys.revoke(ServiceFixture.operator(), k, REVOCATION, ANY)),
        change("rotate", (f, k) -> f.apiKeys.rotate(ServiceFixture.operator(), k, ROTATION, ANY)),
        change(
            "leak", (f, k) -> f.apiKeys.reportLeak(ServiceFixture.operator(), k, "GitHub", true)),
        change(
            "disable",
            (f, k) ->
                f.integrations.disable(
                    ServiceFixture.operator(), ORG, f.integration.id(), "x", ANY)),
        change(
            "restrict",
            (f, k) ->
                f.agents.restrict(
                    ServiceFixture.admin(), ORG, ServiceFixture.AGENT, "unpaid", ANY)),
        change("generate", (f, k) -> f.generate()));
  }

  private static Arguments change(String name, Step step) {
    return argumentSet(name, step);
  }

  private ServiceFixture open(boolean joined) {
    return ServiceFixture.over(
        store -> {
          failing.set(new FailingStore(store));
          return failing.get();
        },
        joined);
  }

  /** All that a change may change. */
  private record Everything(
      List<ApiKeyRecord> keys, Integration integration, KeyStatus status, int events) {}

  private static Everything everythingOf(ServiceFixture fixture, KeyRef key) {
    return new Everything(
        fixture.store.read(
            all ->
                all.listApiKeys(
                        new ApiKeyQuery(
                            ORG, null, null, null, null, null, null, fixture.ports.now()),
                        new PageRequest(200, null))
                    .items()),
        fixture.store.read(all -> all.findIntegration(ORG, fixture.integration.id()).orElseThrow()),
        fixture.status(key),
        fixture.events().size());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void joinedChange_thatFailsAtAnyStep_changesNothing(Step step) {
    for (int steps = 0; ; steps++) {
      ServiceFixture fixture = open(true);
      KeyRef key = fixture.generate().record().ref();
      Everything before = everythingOf(fixture, key);
      failing.get().failAfter(steps);
      try {
        step.accept(fixture, key);
        if (!failing.get().hasFailed()) {
          assertThat(steps).as("steps of the change").isGreaterThan(3);
          break;
        }
      } catch (ManagementException e) {
        assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(everythingOf(fixture, key)).isEqualTo(before);
      }
      failing.get().failAfter(Integer.MAX_VALUE);
      assertThat(fixture.auditLog.verify(ServiceFixture.admin().operator()).brokenAt()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void separateChange_thatCrashesAtAnyStep_isMended(Step step) {
    for (int steps = 0; ; steps++) {
      ServiceFixture fixture = open(false);
      KeyRef key = fixture.generate().record().ref();
      failing.get().failAfter(steps);
      try {
        step.accept(fixture, key);
        if (!failing.get().hasFailed()) {
          break;
        }
      } catch (ManagementException e) {
        assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
      }
      failing.get().failAfter(Integer.MAX_VALUE);
      mendAll(fixture);
      assertRecordsFitTheStore(fixture, key);
    }
  }

  private static int mendAll(ServiceFixture fixture) {
    RecordReconciler reconciler = new RecordReconciler(fixture.ports);
    int mended = 0;
    do {
      mended += reconciler.reconcileNext();
    } while (!reconciler.isAtStart());
    return mended;
  }

  /** The records alone say what the revocation store says, now and after the deadline. */
  private static void assertRecordsFitTheStore(ServiceFixture fixture, KeyRef key) {
    ApiKeyView view = fixture.apiKeys.get(ServiceFixture.operator().operator(), key);
    fixture.revocationsAway = true;
    KeyState byRecords = fixture.apiKeys.get(ServiceFixture.operator().operator(), key).state();
    fixture.revocationsAway = false;
    assertThat(byRecords).isEqualTo(view.state());
    boolean scheduled =
        fixture
            .revocations
            .inForce(Subject.of(view.record().claims().subject()))
            .revocations()
            .stream()
            .anyMatch(one -> one.effectiveAt().isAfter(fixture.clock.instant()));
    assertThat(view.record().lifecycle().rotation() != null).isEqualTo(scheduled);
    assertThat(mendAll(fixture)).as("mended again").isZero();
    assertThat(fixture.auditLog.verify(ServiceFixture.admin().operator()).brokenAt()).isNull();
  }

  @Test
  void revocationStoreAway_changesNothing() {
    ServiceFixture fixture = open(false);
    KeyRef key = fixture.generate().record().ref();
    fixture.revocationWriter = new AwayWriter();
    Everything before = everythingOf(fixture, key);

    assertKind(
        Kind.UNAVAILABLE,
        () -> fixture.apiKeys.revoke(ServiceFixture.operator(), key, REVOCATION, ANY));
    assertKind(
        Kind.UNAVAILABLE,
        () -> fixture.apiKeys.rotate(ServiceFixture.operator(), key, ROTATION, ANY));
    assertKind(
        Kind.UNAVAILABLE,
        () ->
            fixture.integrations.disable(
                ServiceFixture.operator(), ORG, fixture.integration.id(), "x", ANY));
    assertThat(everythingOf(fixture, key)).isEqualTo(before);
  }

  private static final class AwayWriter implements RevocationWriter {
    @Override
    public Revocation revoke(Revocation revocation) {
      throw new StatusUnavailableException("away");
    }

    @Override
    public void setEnabled(Subject subject, boolean enabled, String reason) {
      throw new StatusUnavailableException("away");
    }
  }

  @Test
  void switchesPastTheRecords_areTakenOver() {
    ServiceFixture fixture = open(false);
    fixture.revocations.setEnabled(Subject.integration(fixture.integration.id()), false, "by hand");
    fixture.revocations.setEnabled(Subject.agent(ServiceFixture.AGENT), false, "by hand");

    assertThat(mendAll(fixture)).isEqualTo(2);

    assertThat(
            fixture
                .integrations
                .get(ServiceFixture.operator().operator(), ORG, fixture.integration.id())
                .disablement()
                .reason())
        .isEqualTo("by hand");
    fixture.revocations.setEnabled(Subject.agent(ServiceFixture.AGENT), true, "by hand");
    assertThat(mendAll(fixture)).isEqualTo(1);
    assertThat(mendAll(fixture)).isZero();
    assertThat(fixture.events().stream().map(AuditEvent::action).toList())
        .contains("integration.mend", "agent.mend");
  }

  @Test
  void rotationThatTheStoreLost_isWrittenAgain() {
    ServiceFixture fixture = open(false);
    KeyRef key = fixture.generate().record().ref();
    fixture.apiKeys.rotate(ServiceFixture.operator(), key, ROTATION, ANY);
    Subject subject =
        Subject.of(fixture.store.read(all -> all.findApiKey(key)).orElseThrow().claims().subject());
    assertThat(fixture.revocations.withdrawScheduled(subject)).isTrue();

    assertThat(mendAll(fixture)).isEqualTo(1);

    assertThat(fixture.revocations.inForce(subject).revocations()).hasSize(1);
  }

  /** As a node leaves it that ends between the two writes of a cancelled rotation. */
  @Test
  void scheduledRevocationThatTheStoreLost_isWrittenAgain() {
    ServiceFixture fixture = open(false);
    KeyRef key = fixture.generate().record().ref();
    Instant later = fixture.clock.instant().plus(Duration.ofHours(6));
    fixture.apiKeys.rotate(ServiceFixture.operator(), key, ROTATION, ANY);
    fixture.apiKeys.revoke(
        ServiceFixture.operator(), key, new KeyRevocationRequest(Cause.UNUSED, "", later), ANY);
    Subject subject =
        Subject.of(fixture.store.read(all -> all.findApiKey(key)).orElseThrow().claims().subject());
    assertThat(fixture.revocations.withdrawScheduled(subject)).isTrue();

    assertThat(mendAll(fixture)).isEqualTo(1);

    assertThat(fixture.revocations.inForce(subject).revocations())
        .extracting(Revocation::effectiveAt)
        .contains(later);
    assertThat(mendAll(fixture)).as("mended again").isZero();
  }

  /** As after the store was restored from a copy. */
  @Test
  void revocationThatTheStoreLost_isWrittenAgain() {
    ServiceFixture fixture = open(false);
    KeyRef key = fixture.generate().record().ref();
    RevocationWriter kept = fixture.revocationWriter;
    fixture.revocationWriter = new MemoryRevocationStore(fixture.clock);
    fixture.apiKeys.revoke(ServiceFixture.operator(), key, REVOCATION, ANY);
    fixture.revocationWriter = kept;
    assertThat(fixture.status(key)).isEqualTo(KeyStatus.active());

    assertThat(mendAll(fixture)).isEqualTo(1);

    assertThat(fixture.status(key).state()).isEqualTo(KeyStatus.State.REVOKED);
    assertThat(mendAll(fixture)).as("mended again").isZero();
  }

  @Test
  void joinedStore_needsNoMending() {
    assertThat(new RecordReconciler(open(true).ports).reconcileNext()).isZero();
  }
}
