package org.nexusauth.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Record, event and revocation are there together, or none, after the process was killed. */
final class H2RecordKillTest {
  @TempDir Path folder;

  @Test
  @Timeout(120)
  void killed_process_leavesNoChangeHalfDone() throws Exception {
    killOften(4);
  }

  @Test
  @Tag("deep")
  @Timeout(3_600)
  void oftenKilled_process_leavesNoChangeHalfDone() throws Exception {
    killOften(500);
  }

  private void killOften(int times) throws Exception {
    new RecordKills(TestDatabase.inFile(folder.resolve("keys"))).killOften(times);
  }
}
