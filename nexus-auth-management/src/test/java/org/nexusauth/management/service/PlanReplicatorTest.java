package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nexusauth.management.service.ServiceFixture.ANY;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.limit.LimitAssignments;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.plan.PlanReplicator;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What a node reads of plans, keys' plans and rotations. */
final class PlanReplicatorTest {
  private static final ChangeContext ADMIN = ServiceFixture.admin();
  private static final ChangeContext OPERATOR = ServiceFixture.operator();
  private static final KeyRotationRequest ROTATION =
      new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(1));

  private final ServiceFixture fixture = ServiceFixture.joined();
  private boolean away;
  private final PlanReplicator replicator =
      new PlanReplicator(new ManagementPorts(new Interruptible(), fixture, null, fixture.clock));
  private final LimitPlans plans =
      new LimitPlans(ServiceFixture.CONFIGURED.standard(), ServiceFixture.CONFIGURED.named());

  private final class Interruptible implements ManagementStore {
    @Override
    public <T extends @Nullable Object> T read(Function<? super RecordReader, T> work) {
      if (away) {
        throw ManagementException.unavailable("The store is away.", null);
      }
      return fixture.store.read(work);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<? super RecordWriter, T> work) {
      return fixture.store.write(work);
    }

    @Override
    public boolean joinsRevocations() {
      return true;
    }

    @Override
    public void close() {}
  }

  private LimitAssignments read() {
    replicator.run();
    return replicator.get();
  }

  private SubjectId idOf(KeyRef key) {
    return SubjectId.of(
        Subject.of(fixture.apiKeys.get(OPERATOR.operator(), key).record().claims().subject()));
  }

  /** Asserts what is read of a key: its plan, and the key whose windows it uses. */
  private void assertLimits(KeyRef key, String plan, KeyRef windows) {
    plans.readRecords(replicator);
    SubjectId id = idOf(key);
    assertThat(read().windowsOf(id)).isEqualTo(idOf(windows));
    String claimed = fixture.apiKeys.get(OPERATOR.operator(), key).record().claims().plan();
    assertThat(plans.planOf(id, claimed).name()).isEqualTo(plan);
  }

  private KeyRef rotate(KeyRef old) {
    return ((Generated) fixture.apiKeys.rotate(OPERATOR, old, ROTATION, ANY)).record().ref();
  }

  @Test
  void plans_areReadWhenTheyChange() {
    assertThat(read()).isSameAs(LimitAssignments.NONE);

    fixture.plans.create(ADMIN, "gold", "600/minute");
    LimitAssignments first = read();
    assertThat(first.plans()).containsOnlyKeys("gold");
    fixture.generate();
    assertThat(read()).as("what concerns no limit changes nothing").isSameAs(first);
    fixture.plans.changePolicies(ADMIN, "gold", "60/minute", ANY);
    assertThat(read().plans().get("gold")).hasToString("gold=60/minute");
    fixture.plans.delete(ADMIN, "gold", ANY);
    assertThat(read().plans()).isEmpty();
  }

  @Test
  void change_thatChangesNoLimit_keepsTheObject() {
    KeyRef key = fixture.generate().record().ref();
    fixture.plans.create(ADMIN, "gold", "600/minute");
    LimitAssignments first = read();

    fixture.apiKeys.revoke(OPERATOR, key, new KeyRevocationRequest(Cause.LEAKED, "", null), ANY);

    assertThat(read()).isSameAs(first);
  }

  @Test
  void manyChanges_betweenTwoReadings_areNotLookedAtOneByOne() {
    read();
    KeyRef key = fixture.generate().record().ref();
    fixture.apiKeys.changePlan(OPERATOR, key, "development", ANY);
    for (int i = 0; i < 250; i++) {
      fixture.apiKeys.rename(OPERATOR, key, "Key " + i, ANY);
    }

    assertLimits(key, "development", key);
  }

  @Test
  void keysPlan_isReadWhileItDiffersFromTheClaim() {
    KeyRef key = fixture.generate().record().ref();
    assertLimits(key, "default", key);

    fixture.apiKeys.changePlan(OPERATOR, key, "development", ANY);
    assertLimits(key, "development", key);
    fixture.apiKeys.changePlan(OPERATOR, key, "default", ANY);
    assertLimits(key, "default", key);
  }

  @Test
  void successor_sharesTheWindowsOfTheOldestValidKeyUntilItEnds() {
    KeyRef first = fixture.generate().record().ref();
    KeyRef second = rotate(first);
    assertLimits(second, "default", first);
    assertLimits(first, "default", first);

    fixture.apiKeys.changePlan(OPERATOR, first, "development", ANY);
    assertLimits(second, "development", first);
    assertLimits(first, "development", first);

    fixture.clock.advance(Duration.ofDays(1));
    assertLimits(second, "development", second);
  }

  @Test
  void revokedOldKey_sharesNothing() {
    KeyRef first = fixture.generate().record().ref();
    KeyRef second = rotate(first);
    read();

    fixture.apiKeys.revoke(OPERATOR, first, new KeyRevocationRequest(Cause.LEAKED, "", null), ANY);

    assertLimits(second, "default", second);
  }

  @Test
  void storeThatIsAway_leavesWhatWasReadLast() {
    fixture.plans.create(ADMIN, "gold", "600/minute");
    LimitAssignments first = read();

    away = true;
    assertThatThrownBy(replicator::run).isInstanceOf(ManagementException.class);
    assertThat(replicator.get()).isSameAs(first);

    away = false;
    fixture.plans.create(ADMIN, "silver", "60/minute");
    assertThat(read().plans()).containsOnlyKeys("gold", "silver");
  }
}
