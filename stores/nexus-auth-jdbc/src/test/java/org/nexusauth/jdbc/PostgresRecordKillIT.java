package org.nexusauth.jdbc;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same with PostgreSQL, whose server goes on. */
final class PostgresRecordKillIT {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Test
  @Timeout(120)
  void killed_process_leavesNoChangeHalfDone() throws Exception {
    new RecordKills(POSTGRES.create()).killOften(4);
  }

  @Test
  @Tag("deep")
  @Timeout(3_600)
  void oftenKilled_process_leavesNoChangeHalfDone() throws Exception {
    new RecordKills(POSTGRES.create()).killOften(500);
  }
}
