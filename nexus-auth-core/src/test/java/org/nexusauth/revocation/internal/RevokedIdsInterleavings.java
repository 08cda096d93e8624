package org.nexusauth.revocation.internal;

import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * T02: whatever the interleaving, a reader finds each id that was added before it began, with its
 * own number, and none that nobody added; also while the table grows. One thread at a time writes.
 */
@Tag("deep")
@Param(name = "id", gen = IntGen.class, conf = "1:4")
public class RevokedIdsInterleavings {
  private static final long SEGMENT = 5;

  private final RevokedIds ids = new RevokedIds();

  public RevokedIdsInterleavings() {
    // One more and the first table of this segment is as full as it gets: the next one grows it.
    for (int i = 0; i < 5; i++) {
      ids.add(SEGMENT, low(100 + i), 100 + i);
    }
  }

  /** All of one segment, and started from the same slot: each is in the others' way. */
  private static long low(int id) {
    return 0x3000_0000_0000_0000L + id;
  }

  @Operation
  public int find(@Param(name = "id") int id) {
    return ids.find(SEGMENT, low(id));
  }

  @Operation
  public int findOld() {
    return ids.find(SEGMENT, low(104));
  }

  @Operation(nonParallelGroup = "writer")
  public boolean add(@Param(name = "id") int id) {
    return ids.add(SEGMENT, low(id), id);
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void ids_inManyInterleavings_areFound() {
    new ModelCheckingOptions()
        .iterations(50)
        .invocationsPerIteration(1_000)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(RevokedIdsInterleavings.class);
  }
}
