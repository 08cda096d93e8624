package org.nexusauth.limit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nexusauth.limit.lease.StoreHealth.Mode;

/** How a node treats requests by what it has seen of the store. */
class StoreHealthTest {
  private final StoreHealth health = new StoreHealth();

  private void callAt(long from, long to) {
    health.callStarted(from);
    health.callSucceeded(to);
  }

  @Test
  void connection_thatBreaksOnce_isWaitedFor() {
    health.callStarted(0);
    assertThat(health.callFailed(0, 2)).isTrue();
    assertThat(health.mode(3)).isEqualTo(Mode.SHARED);
    callAt(3, 4);

    assertThat(health.mode(4)).isEqualTo(Mode.SHARED);
  }

  @Test
  void store_thatRefusesTwice_isDownUntilTwoSecondsAfterAnAnswer() {
    health.callFailed(0, 2);
    assertThat(health.callFailed(3, 4)).isFalse();
    assertThat(health.mode(5)).isEqualTo(Mode.LOCAL);
    callAt(1_000, 1_001);
    assertThat(health.mode(1_001 + StoreHealth.SETTLING - 1)).isEqualTo(Mode.LOCAL);
    callAt(2_000, 2_001);

    assertThat(health.mode(1_001 + StoreHealth.SETTLING)).isEqualTo(Mode.SHARED);
  }

  @Test
  void call_thatHangs_holdsRequestsAndThenCountsLocally() {
    health.callStarted(0);
    assertThat(health.mode(StoreHealth.TIMEOUT - 1)).isEqualTo(Mode.SHARED);
    for (long now = StoreHealth.TIMEOUT; now < StoreHealth.GRACE; now += 250) {
      assertThat(health.mode(now)).isEqualTo(Mode.HOLDING);
    }
    assertThat(health.mode(StoreHealth.GRACE)).isEqualTo(Mode.LOCAL);
  }

  @Test
  void call_thatHungForTwoSeconds_isFollowedByNoOutage() {
    health.callStarted(0);
    assertThat(health.mode(1_900)).isEqualTo(Mode.HOLDING);
    health.callSucceeded(2_000);

    assertThat(health.mode(2_000)).isEqualTo(Mode.SHARED);
  }

  @Test
  void process_thatWasStoppedDuringACall_doesNotTakeTheStoreForDown() {
    health.callStarted(0);
    assertThat(health.mode(300)).isEqualTo(Mode.HOLDING);
    assertThat(health.mode(60_000)).isEqualTo(Mode.HOLDING);
    health.callSucceeded(60_001);

    assertThat(health.mode(60_001)).isEqualTo(Mode.SHARED);
  }

  @Test
  void counters_ofAnotherGeneration_areNoticedOnce() {
    assertThat(health.countersChanged("a", 0)).isFalse();
    assertThat(health.countersChanged("a", 0)).isFalse();
    assertThat(health.countersChanged("b", 0)).isTrue();
    assertThat(health.countersChanged("b", 0)).isFalse();
    assertThat(health.mode(StoreHealth.SETTLING - 1)).isEqualTo(Mode.LOCAL);
    assertThat(health.mode(StoreHealth.SETTLING)).isEqualTo(Mode.SHARED);
  }

  @Test
  void nodes_thatAreFewer_areBelievedAfterThreeSeconds() {
    health.setNodes(3, 0);
    health.setNodes(1, 1_000);
    health.setNodes(1, 1_000 + StoreHealth.FEWER_NODES - 1);
    assertThat(health.nodes()).isEqualTo(3);
    health.setNodes(1, 1_000 + StoreHealth.FEWER_NODES);
    assertThat(health.nodes()).isEqualTo(1);
    health.setNodes(2, 9_000);

    assertThat(health.nodes()).isEqualTo(2);
  }

  @Test
  void timeOfTheStore_isTakenFromTheMiddleOfACall() {
    health.setStoreTime(1_000_000, 100, 140);

    assertThat(health.storeMillis(140)).isEqualTo(1_000_020);
  }

  @Test
  void timeOfTheStore_afterASlowCall_isCorrectedNoMoreThanItMustBe() {
    health.setStoreTime(1_000_000, 0, 0);
    health.setStoreTime(1_009_000, 1_000, 11_000);
    assertThat(health.storeMillis(11_000)).isEqualTo(1_011_000);
    health.setStoreTime(1_000_000, 20_000, 30_000);

    assertThat(health.storeMillis(30_000)).isEqualTo(1_010_000);
  }
}
