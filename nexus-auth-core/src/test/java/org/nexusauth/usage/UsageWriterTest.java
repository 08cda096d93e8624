package org.nexusauth.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.LogRecorder;
import org.nexusauth.TestClock;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageStoreException;
import org.nexusauth.verify.VerifiedApiKey;

final class UsageWriterTest {
  private static final VerifiedApiKey KEY = UsedKeys.key("k1");
  private final TestClock clock = new TestClock();
  private final ScriptedUsageStore store = new ScriptedUsageStore();
  private final UsageRecorder recorder = new UsageRecorder();
  private final UsageWriter writer = new UsageWriter(recorder, store, clock);

  @BeforeEach
  void forgetLog() {
    LogRecorder.forget();
  }

  private static RuntimeException away() {
    return new UsageStoreException("the database is away", new IllegalStateException("x"));
  }

  private void answer(int times) {
    for (int i = 0; i < times; i++) {
      recorder.onAnswer(UsedKeys.answer(KEY, clock.instant(), 200));
    }
  }

  @Test
  void flush_writesWhatIsCountedInNumberedBatches() {
    answer(3);
    writer.flush();
    clock.advance(Duration.ofSeconds(1));
    answer(2);
    recorder.onAnswer(UsedKeys.denial(KEY, clock.instant(), Reason.KEY_REVOKED));
    writer.flush();

    assertThat(store.written).extracting(UsageBatch::number).containsExactly(1L, 2L);
    assertThat(store.written)
        .extracting(UsageBatch::node)
        .containsOnly(store.written.get(0).node());
    assertThat(store.requests()).isEqualTo(6);
    assertThat(store.written.get(1).denials()).hasSize(1);
    assertThat(store.written.get(1).completeUpTo()).isEqualTo(TestClock.NOW);
    assertThat(writer.health().written()).isEqualTo(6);
  }

  @Test
  void node_thatIsIdle_writesOnceInFiveSeconds() {
    for (int second = 0; second < 20; second++) {
      writer.flush();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(store.written).hasSize(4).allMatch(batch -> batch.minutes().isEmpty());
  }

  /** It may have been written all the same, so it must not change. */
  @Test
  void batch_thatFailed_isWrittenAgainAsItIs() {
    store.failWith(away());
    answer(3);
    writer.flush();
    answer(4);
    writer.flush();
    store.failWith(null);
    writer.flush();

    assertThat(store.failed).hasSize(2).containsOnly(store.written.get(0));
    assertThat(store.written).hasSize(2);
    assertThat(store.requests()).isEqualTo(7);
    assertThat(LogRecorder.messages("NEXUS-1086"))
        .hasSize(1)
        .allMatch(line -> line.contains("the database is away"));
    assertThat(LogRecorder.messages("NEXUS-1087")).hasSize(1);
    assertThat(writer.health().failing()).isFalse();
  }

  @Test
  void store_thatIsAwayForAnHour_losesNothingOfOneKey() {
    store.failWith(away());
    for (int minute = 0; minute < 60; minute++) {
      answer(10);
      writer.flush();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(writer.health().failing()).isTrue();
    assertThat(writer.health().pendingRows()).isPositive();
    store.failWith(null);
    writer.flush();

    assertThat(store.requests()).isEqualTo(600);
    assertThat(writer.health().pendingRows()).isZero();
  }

  @Test
  void rows_withoutRoom_areDroppedAndReported() {
    UsageWriter small = new UsageWriter(recorder, store, clock, 8);
    store.failWith(away());
    for (int i = 0; i < 5; i++) {
      recorder.onAnswer(UsedKeys.answer(UsedKeys.key("k" + i), clock.instant(), 200));
      small.flush();
    }
    store.failWith(null);
    small.flush();

    long dropped = store.written.stream().mapToLong(UsageBatch::dropped).sum();
    assertThat(dropped).isPositive();
    assertThat(store.requests() + dropped).isEqualTo(5);
    assertThat(small.health().dropped()).isEqualTo(dropped);
    assertThat(LogRecorder.messages("NEXUS-1088")).hasSize(1);
  }

  @Test
  void batch_isBounded() {
    for (int i = 0; i <= UsageWriter.BATCH; i++) {
      recorder.onAnswer(UsedKeys.answer(UsedKeys.key("k" + i), clock.instant(), 200));
    }
    clock.advance(Duration.ofSeconds(1));
    writer.flush();

    assertThat(store.written).extracting(batch -> batch.minutes().size()).containsExactly(5_000, 1);
  }
}
