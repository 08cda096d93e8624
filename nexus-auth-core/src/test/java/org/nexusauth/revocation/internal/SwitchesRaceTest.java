package org.nexusauth.revocation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Subject;

/**
 * A key whose integration or agent is off at every moment passes at none, while they take turns.
 */
@Timeout(60)
final class SwitchesRaceTest {
  private static final int TURNS = 100_000;
  private static final Subject INTEGRATION = Subject.integration("int_1");
  private static final Subject AGENT = Subject.agent("agt_1");
  private static final KeySubject KEY =
      KeySubject.builder("key_1", "int_1", "org_1").agentId("agt_1").build();

  private volatile boolean over;
  private volatile int passed;

  @Test
  void index_isSeenAsItWasAtOneMoment() throws InterruptedException {
    RevocationIndex index = new RevocationIndex();
    HashedKeySubject key = HashedKeySubject.of(KEY);

    race(
        () -> index.statusOf(key, 1_000),
        (subject, on) ->
            index.applyChanges(
                List.of(Change.of(subject, on, Instant.ofEpochMilli(1_000), "turn")), 1_000));
  }

  @Test
  void memory_isSeenAsItWasAtOneMoment() throws InterruptedException {
    MemoryRevocationStore store = new MemoryRevocationStore(Clock.systemUTC());

    race(() -> store.statusOf(KEY), (subject, on) -> store.setEnabled(subject, on, "turn"));
  }

  private void race(Supplier<KeyStatus> reader, BiConsumer<Subject, Boolean> writer)
      throws InterruptedException {
    writer.accept(AGENT, false);
    Thread thread = new Thread(() -> read(reader));
    thread.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    for (int turn = 0; turn < TURNS && System.nanoTime() < end; turn++) {
      writer.accept(INTEGRATION, false);
      writer.accept(AGENT, true);
      writer.accept(AGENT, false);
      writer.accept(INTEGRATION, true);
    }
    over = true;
    thread.join();

    assertThat(passed).isZero();
  }

  private void read(Supplier<KeyStatus> reader) {
    int seen = 0;
    while (!over) {
      seen += reader.get().state() == KeyStatus.State.ACTIVE ? 1 : 0;
    }
    passed = seen;
  }
}
