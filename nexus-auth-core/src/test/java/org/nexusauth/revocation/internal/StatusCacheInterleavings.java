package org.nexusauth.revocation.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.TestClock;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;

/**
 * T02: whatever the interleaving, what is kept of a store's answers is refused once this node
 * revoked it, and stays refused once a reader was told so, whoever revoked it.
 */
@Tag("deep")
public class StatusCacheInterleavings {
  private static final KeySubject KEY =
      KeySubject.builder("key_1", "int_1", "org_1")
          .expiresAt(TestClock.NOW.plusSeconds(3600))
          .build();
  private static final RemoteStoreSettings SETTINGS =
      new RemoteStoreSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30));

  private final StatusCache cache = new StatusCache(SETTINGS, new TestClock());
  private volatile boolean revoked;
  private volatile boolean mustBeRefused;

  /**
   * Says whether the key passed although it must not: somebody was told that it is revoked, or this
   * node has revoked it, before the question. Whoever asks meanwhile may be told either.
   */
  @Operation
  public boolean passesWrongly() {
    boolean mustBeRefusedNow = mustBeRefused;
    boolean passes = ask().state() == KeyStatus.State.ACTIVE;
    if (!passes) {
      mustBeRefused = true;
    }
    return mustBeRefusedNow && passes;
  }

  /** As {@link RemoteStore} does it, with the store's answer at hand. */
  private KeyStatus ask() {
    KeyStatus known = cache.find(KEY);
    if (known != null) {
      return known;
    }
    long writes = cache.writeCount();
    KeyStatus status = revoked ? KeyStatus.revoked("leaked") : KeyStatus.active();
    cache.put(KEY, status, writes);
    return status;
  }

  /** As {@link ForgettingWriter} does it. */
  @Operation
  public void revokeHere() {
    revoked = true;
    cache.recordWrite();
    mustBeRefused = true;
  }

  @Operation
  public void revokeElsewhere() {
    revoked = true;
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void statuses_inManyInterleavings_areAsTheSettingsSay() {
    new ModelCheckingOptions()
        .iterations(60)
        .invocationsPerIteration(300)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(0)
        .actorsAfter(0)
        // The cache's timer walks over more buckets than a loop that makes no way has rounds.
        .loopBound(10_000)
        .check(StatusCacheInterleavings.class);
  }
}
