package org.nexusauth.limit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.TestClock;
import org.nexusauth.config.LimitSettings.OnUnavailable;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** What a lease asks for, spends, keeps and gives back. */
class KeyLeaseTest {
  private static final SubjectId KEY = new SubjectId(Subject.Kind.KEY, 0, 1);

  private final StoreHealth health = new StoreHealth();
  private final List<Unspent> outbox = new ArrayList<>();
  private long now = TestClock.second() * 1000;
  private final SimulatedStore store = new SimulatedStore(() -> now);
  private KeyLease lease = lease("100/hour", false, OnUnavailable.LOCAL);

  private KeyLease lease(String policies, boolean exact, OnUnavailable rule) {
    LeaseId id = new LeaseId(KEY, LimitPlan.parse("default", policies));
    return new KeyLease(id, new LeaseNode(new LeaseRules(exact, rule), health, outbox::add));
  }

  private Limits request() {
    lease.noteRequest(now);
    Limits limits = lease.trySpend(now);
    if (limits == null) {
      lease.startWaiting();
      exchange();
      limits = lease.trySpend(now);
      lease.stopWaiting();
    }
    exchange();
    return limits;
  }

  /** Returns how many tokens the store was asked for; -1 when it was not. */
  private int exchange() {
    if (!lease.startAsking() && !lease.startReporting()) {
      return -1;
    }
    Want want = lease.want(now);
    lease.accept(store.take(List.of(want)).get(0), now, now);
    return want.tokens();
  }

  private long used() {
    return store.usedOf(KEY, lease.id().plan().policies().get(0));
  }

  private void fail() {
    health.callFailed(now, now);
    health.callFailed(now, now);
  }

  @Test
  void lease_ofAFirstRequest_isOneToken() {
    assertThat(request().isExceeded()).isFalse();
    assertThat(lease.hasTokens()).isFalse();
    assertThat(used()).isEqualTo(1);
  }

  @Test
  void lease_thatIsUsedUpFast_doublesUpToItsShare() {
    health.setNodes(2, now);
    for (int i = 0; i < 30; i++) {
      request();
    }

    assertThat(used()).isBetween(40L, 30L + 100 / 4);
    assertThat(lease.peek(now).windows().get(0).remaining()).isEqualTo(70);
  }

  @Test
  void tokens_thatAreIdle_areGivenBackAfterTenSecondsOrSoonerWhenLittleIsLeft() {
    request();
    now += 100;
    request();
    assertThat(lease.hasTokens()).isTrue();
    now += LeaseRules.LONG_IDLE - 1;
    assertThat(lease.releaseIdle(now)).isFalse();
    now++;
    assertThat(lease.releaseIdle(now)).isTrue();
    assertThat(outbox).hasSize(1);

    store.giveBack(outbox);
    store.take(List.of(new Want(KEY, lease.id().plan(), 60, List.of())));
    request();
    now += 100;
    request();
    assertThat(lease.hasTokens()).isTrue();
    now += LeaseRules.IDLE;
    assertThat(lease.releaseIdle(now)).isTrue();
  }

  @Test
  void tokens_whoseWindowHasEnded_areNotSpent() {
    lease = lease("100/minute", false, OnUnavailable.LOCAL);
    request();
    now += 10;
    request();
    assertThat(lease.hasTokens()).isTrue();
    now += 60_000;
    lease.noteRequest(now);

    assertThat(lease.trySpend(now)).isNull();
    assertThat(outbox).hasSize(1);
  }

  @Test
  void limit_thatIsExhausted_isAskedForAgainOnceASecond() {
    lease = lease("2/hour", false, OnUnavailable.LOCAL);
    request();
    request();
    int asked = store.takes();
    for (int i = 0; i < 5; i++) {
      assertThat(request().exceededPolicies()).containsExactly("hour");
    }
    assertThat(store.takes()).isEqualTo(asked);
    now += LeaseRules.ASK_AGAIN;
    request();
    request();

    assertThat(store.takes()).isEqualTo(asked + 1);
  }

  @Test
  void exactLease_holdsNothing() {
    lease = lease("100/hour", true, OnUnavailable.LOCAL);
    for (int i = 1; i <= 10; i++) {
      request();
      assertThat(lease.hasTokens()).isFalse();
      assertThat(used()).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @CsvSource({"LOCAL, 25, false", "FULL, 100, false", "DENY, 0, true"})
  void requests_inAnOutage_passAsTheSettingSays(OnUnavailable rule, int passing, boolean unknown) {
    lease = lease("100/hour", false, rule);
    health.setNodes(4, now);
    fail();
    for (int i = 0; i < passing; i++) {
      lease.noteRequest(now);
      assertThat(lease.trySpend(now)).matches(limits -> !limits.isExceeded());
    }
    Limits denied = lease.trySpend(now);

    assertThat(denied).matches(Limits::isExceeded).matches(limits -> limits.isUnknown() == unknown);
    assertThat(lease.want(now).spent()).containsExactly(passing);
  }

  @Test
  void outage_inAWindowThatTheStoreKnows_leavesAShareOfTheRest() {
    store.take(List.of(new Want(KEY, lease.id().plan(), 89, List.of())));
    request();
    health.setNodes(2, now);
    fail();

    assertThat(lease.peek(now).windows().get(0).remaining()).isEqualTo(5);
  }

  @Test
  void whatPassedInAnOutage_whenAReportFails_isReportedAgain() {
    fail();
    lease.noteRequest(now);
    lease.trySpend(now);
    assertThat(lease.startReporting()).isTrue();
    Want want = lease.want(now);
    assertThat(want.spent()).containsExactly(1);
    assertThat(lease.hasUnreported()).isFalse();
    lease.fail(want);

    assertThat(lease.want(now).spent()).containsExactly(1);
  }

  @Test
  void store_thatLostItsCounters_debitsOnceMoreWhatPassed() {
    request();
    request();
    lease.release();
    store.loseCounters();
    lease.forgetDebits();

    assertThat(lease.want(now).spent()).containsExactly(2);
  }

  @Test
  void lease_thatHoldsOrReports_isNotRetired() {
    request();
    now += 100;
    request();
    now += LeaseRules.LONG_IDLE + 1;
    assertThat(lease.retire(now, LeaseRules.LONG_IDLE, false)).isFalse();
    lease.release();
    assertThat(lease.retire(now, LeaseRules.LONG_IDLE, true)).isFalse();
    assertThat(lease.retire(now, LeaseRules.LONG_IDLE, false)).isTrue();
    assertThat(lease.isRetired()).isTrue();
  }

  @Test
  void leaseThatIsRemembered_isRetiredWhenItsWindowsHaveEnded() {
    request();
    now += 3_600_000;

    assertThat(lease.retire(now, LeaseRules.LONG_IDLE, true)).isTrue();
  }
}
