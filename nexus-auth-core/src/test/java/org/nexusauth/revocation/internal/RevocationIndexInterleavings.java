package org.nexusauth.revocation.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Change.State;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/**
 * T02: whatever the interleaving, a reader of the index sees each change that was applied before it
 * began, and a coming revocation from its moment on, unless it was withdrawn. Two readers share one
 * key's memory of having been found good; one thread at a time writes.
 */
@Tag("deep")
public class RevocationIndexInterleavings {
  private static final long NOW = 1_000;
  private static final long LATER = 2_000;
  private static final String WRITER = "writer";

  /** Made once: hashing is not what is looked at. */
  private static final List<Change> REVOKED =
      change(Subject.key(null, "org_1", "int_1", "key_1"), State.REVOKED, NOW);

  private static final List<Change> OTHER_REVOKED =
      change(Subject.key(null, "org_1", "int_1", "key_2"), State.REVOKED, NOW);
  private static final List<Change> REVOKED_LATER =
      change(Subject.organization("org_1"), State.REVOKED, LATER);
  private static final List<Change> WITHDRAWN =
      change(Subject.organization("org_1"), State.WITHDRAWN, NOW);
  private static final List<Change> OFF = change(Subject.integration("int_1"), State.DISABLED, NOW);
  private static final List<Change> ON = change(Subject.integration("int_1"), State.ENABLED, NOW);

  private final RevocationIndex index = new RevocationIndex();
  private final HashedKeySubject key =
      HashedKeySubject.of(KeySubject.builder("key_1", "int_1", "org_1").agentId("agt_1").build());
  private volatile long time = NOW;

  @Operation
  public String read() {
    return index.statusOf(key, time).state().name();
  }

  @Operation(nonParallelGroup = WRITER)
  public void revoke() {
    index.applyChanges(REVOKED, time);
  }

  @Operation(nonParallelGroup = WRITER)
  public void revokeLater() {
    index.applyChanges(REVOKED_LATER, time);
  }

  @Operation(nonParallelGroup = WRITER)
  public void withdraw() {
    index.applyChanges(WITHDRAWN, time);
  }

  @Operation(nonParallelGroup = WRITER)
  public void revokeOther() {
    index.applyChanges(OTHER_REVOKED, time);
  }

  @Operation(nonParallelGroup = WRITER)
  public void advance() {
    index.advanceTo(time);
  }

  @Operation(nonParallelGroup = WRITER)
  public void waitUntilLater() {
    time = LATER;
  }

  private static List<Change> change(Subject subject, State state, long at) {
    return List.of(
        new Change(SubjectId.of(subject), state, Instant.ofEpochMilli(at), null, null, "leaked"));
  }

  /**
   * The same for what is switched off and on again. Which of two refusals a reader gets while both
   * are written does not matter, that it is refused does.
   */
  public static class Switches {
    private final RevocationIndexInterleavings all = new RevocationIndexInterleavings();

    @Operation
    public boolean isRefused() {
      return !all.read().equals("ACTIVE");
    }

    @Operation(nonParallelGroup = WRITER)
    public void disable() {
      all.index.applyChanges(OFF, NOW);
    }

    @Operation(nonParallelGroup = WRITER)
    public void enable() {
      all.index.applyChanges(ON, NOW);
    }

    @Operation(nonParallelGroup = WRITER)
    public void revoke() {
      all.revoke();
    }
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void revocations_inManyInterleavings_areSeen() {
    options().check(RevocationIndexInterleavings.class);
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void switches_inManyInterleavings_areSeen() {
    options().check(Switches.class);
  }

  private static ModelCheckingOptions options() {
    return new ModelCheckingOptions()
        .iterations(50)
        .invocationsPerIteration(1_000)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1);
  }
}
