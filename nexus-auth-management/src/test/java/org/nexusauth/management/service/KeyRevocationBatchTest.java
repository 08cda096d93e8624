package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.service.Problems.assertKind;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.KeyRevocationBatch;
import org.nexusauth.management.apikey.KeyRevocationBatch.AlreadyRevoked;
import org.nexusauth.management.apikey.KeyRevocationBatch.KeyOutcome;
import org.nexusauth.management.apikey.KeyRevocationBatch.NotRevoked;
import org.nexusauth.management.apikey.KeyRevocationBatch.Revocable;
import org.nexusauth.management.apikey.KeyRevocationBatch.Revoked;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.revocation.KeyStatus.State;

class KeyRevocationBatchTest {
  private static final KeyRevocationRequest ORDER =
      new KeyRevocationRequest(Cause.UNUSED, "", null);

  private FailingStore failing;
  private final ServiceFixture fixture =
      ServiceFixture.over(
          store -> {
            failing = new FailingStore(store);
            return failing;
          },
          true);
  private final KeyRevocationBatch batch = new KeyRevocationBatch(fixture.apiKeys);
  private final KeyRef first = generate();
  private final KeyRef second = generate();
  private final KeyRef third = generate();

  private KeyRef generate() {
    return fixture.generate().record().ref();
  }

  private List<KeyOutcome> revoke(KeyRef... keys) {
    return batch.revoke(ServiceFixture.operator(), List.of(keys), ORDER);
  }

  @Test
  void keys_oneUnknownAndOneRevokedBefore_areHandledEachOnce() {
    revoke(second);
    KeyRef unknown = fixture.ref("none");

    assertThat(
            batch.preview(
                ServiceFixture.operator().operator(), List.of(first, second, unknown, first)))
        .hasExactlyElementsOfTypes(Revocable.class, AlreadyRevoked.class, NotRevoked.class);
    assertThat(fixture.status(first).state()).isEqualTo(State.ACTIVE);
    List<KeyOutcome> outcomes = revoke(first, second, unknown, third, first);
    assertThat(outcomes)
        .hasExactlyElementsOfTypes(
            Revoked.class, AlreadyRevoked.class, NotRevoked.class, Revoked.class);
    assertThat(outcomes).extracting(KeyOutcome::ref).containsExactly(first, second, unknown, third);
    assertThat(((NotRevoked) outcomes.get(2)).problem().kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(fixture.status(third).state()).isEqualTo(State.REVOKED);
  }

  @Test
  void storeThatFailsOnTheWay_leavesTheRestUntried() {
    failing.failAfter(Integer.MAX_VALUE - 1);
    revoke(first);
    int steps = stepsOfOneRevocation();

    failing.failAfter(steps + 1);
    List<KeyOutcome> outcomes = revoke(second, third, first);

    assertThat(failing.hasFailed()).isTrue();
    assertThat(outcomes)
        .hasExactlyElementsOfTypes(Revoked.class, NotRevoked.class, NotRevoked.class);
    assertThat(outcomes)
        .filteredOn(NotRevoked.class::isInstance)
        .allSatisfy(
            outcome ->
                assertThat(((NotRevoked) outcome).problem().kind()).isEqualTo(Kind.UNAVAILABLE));
    assertThat(fixture.status(third).state()).isEqualTo(State.ACTIVE);
  }

  /** Tries with more and more steps until one revocation succeeds. */
  private int stepsOfOneRevocation() {
    for (int steps = 0; ; steps++) {
      failing.failAfter(steps);
      if (revoke(generateUnharmed()).get(0) instanceof Revoked) {
        return steps;
      }
    }
  }

  private KeyRef generateUnharmed() {
    int before = failing.remaining();
    failing.failAfter(Integer.MAX_VALUE - 1);
    KeyRef ref = generate();
    failing.failAfter(before);
    return ref;
  }

  @Test
  void orderThatIsWrongWhateverTheKey_changesNothing() {
    KeyRevocationRequest withoutText = new KeyRevocationRequest(Cause.OTHER, "", null);
    assertKind(
        Kind.INVALID,
        () -> batch.revoke(ServiceFixture.operator(), List.of(first, second), withoutText));
    ChangeContext viewer =
        ServiceFixture.contextOf(ServiceFixture.operatorOf(Role.VIEWER, ServiceFixture.ORG), null);
    assertKind(Kind.FORBIDDEN, () -> batch.revoke(viewer, List.of(first), ORDER));
    assertThat(fixture.status(first).state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void timeAfterTheEndOfOneKey_isSaidOfThatKey() {
    KeyRevocationRequest late =
        new KeyRevocationRequest(
            Cause.UNUSED, "", ServiceFixture.START.plusSeconds(200L * 24 * 3600));
    assertThat(batch.revoke(ServiceFixture.operator(), List.of(first), late))
        .singleElement()
        .isInstanceOfSatisfying(
            NotRevoked.class,
            failed -> assertThat(failed.problem()).hasMessageContaining("expires earlier"));
  }
}
