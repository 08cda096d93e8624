package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.jdbc.internal.record.JdbcManagementStore;

final class PostgresRecordSchemaIT extends RecordSchemaTests {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  TestDatabase database() {
    return POSTGRES.create();
  }

  @Override
  String scripts() {
    return "postgresql";
  }

  @Override
  String ofSchema(TestDatabase database) {
    return " AND table_schema = current_schema()";
  }

  @Test
  void killed_connections_areOpenedAnew() {
    try (JdbcManagementStore records = POSTGRES.create().openRecords()) {
      records.write(all -> RecordChange.writeRevoked(all, "key_1"));
      POSTGRES.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'nexus-auth'");

      assertThat(records.<Boolean>write(all -> RecordChange.writeRevoked(all, "key_2"))).isTrue();
      assertThat(RecordChange.isKnown(records, "key_1")).isTrue();
    }
  }
}
