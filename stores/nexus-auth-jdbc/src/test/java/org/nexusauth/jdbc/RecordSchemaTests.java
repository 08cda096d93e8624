package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nexusauth.jdbc.internal.record.JdbcManagementStore;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.Subject;

/**
 * The records' tables beside those of the revocations, and what they do when something is wrong.
 */
abstract class RecordSchemaTests {
  private static final String COUNT_TABLES =
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_name"
          + " IN ('nexus_auth_audit_head', 'nexus_auth_api_key'," // PostgreSQL
          + " 'NEXUS_AUTH_AUDIT_HEAD', 'NEXUS_AUTH_API_KEY')"; // H2

  /** Returns a new database of this engine. */
  abstract TestDatabase database();

  /** Returns the folder of this engine's scripts. */
  abstract String scripts();

  /** Returns a condition that counts the tables of this database alone. */
  abstract String ofSchema(TestDatabase database);

  private String script(String name) throws IOException {
    return Files.readString(Path.of("src/main/resources/org/nexusauth/jdbc", scripts(), name));
  }

  private long countRecordTables(TestDatabase database) {
    return database.number(COUNT_TABLES + ofSchema(database));
  }

  private static Revocation revocation(String keyId) {
    return new Revocation(
        Subject.key(null, "org_1", "int_1", keyId), RecordChange.AT, null, null, "leaked");
  }

  private static List<Change> changes(JdbcRevocationStore store) {
    return store.changesAfter(Cursor.START, 1_000, Duration.ZERO).changes();
  }

  @Test
  void upgrade_withRevocations_keepsThemInForceAndOlderNodesWorking() {
    TestDatabase database = database();
    try (JdbcRevocationStore older = database.open()) {
      older.revoke(revocation("key_1"));
      String generation = older.generation();
      assertThat(countRecordTables(database)).as("verifying needs no records").isZero();

      try (JdbcManagementStore records = database.openRecords()) {
        older.revoke(revocation("key_2"));
        records.write(all -> RecordChange.writeRevoked(all, "key_3"));
        assertThat(countRecordTables(database)).isEqualTo(2);
      }

      assertThat(changes(older)).hasSize(3);
      assertThat(older.generation()).isEqualTo(generation);
    }
    try (JdbcRevocationStore later = database.open()) {
      assertThat(changes(later)).as("a later start of a node without records").hasSize(3);
    }
  }

  @Test
  void tablesOfADba_withoutThoseOfTheRecords_stopManagementAlone() throws IOException {
    TestDatabase database = database();
    database.execute(script("V1__revocations.sql"));

    assertThatThrownBy(database::openRecords)
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContainingAll(
            "nexus_auth_alert_lease is missing",
            "V2__records.sql",
            "V4__plans.sql",
            "V6__alerts.sql");
    try (JdbcRevocationStore verifying = database.open()) {
      verifying.revoke(revocation("key_1"));
    }
    database.execute(script("V2__records.sql"));
    assertThatThrownBy(database::openRecords)
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContainingAll("nexus_auth_alert_lease is missing", "V4__plans.sql");
    database.execute(script("V4__plans.sql"));
    assertThatThrownBy(database::openRecords)
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContainingAll("nexus_auth_alert_lease is missing", "V6__alerts.sql");
    database.execute(script("V6__alerts.sql"));
    assertRecordsWork(database);
  }

  @Test
  void recordTables_ofADbaBesideAHistory_areTakenAsTheyAre() throws IOException {
    TestDatabase database = database();
    database.init();
    database.execute(script("V2__records.sql"));
    database.execute(script("V4__plans.sql"));
    database.execute(script("V6__alerts.sql"));

    assertRecordsWork(database);
  }

  private static void assertRecordsWork(TestDatabase database) {
    try (JdbcManagementStore records = database.openRecords()) {
      assertThat(records.<Boolean>write(all -> RecordChange.writeRevoked(all, "key_9"))).isTrue();
    }
  }

  @Test
  void changeAfterEventsWereCutOffOrReplaced_isUnavailable() {
    TestDatabase database = database();
    try (JdbcManagementStore records = database.openRecords()) {
      records.write(all -> RecordChange.writeRevoked(all, "key_1"));
      records.write(all -> RecordChange.writeRevoked(all, "key_2"));
      AuditHead head = records.read(all -> all.readAuditHead());

      database.execute("UPDATE nexus_auth_audit SET hash = 'other' WHERE sequence = 2");
      assertKind(
          Kind.UNAVAILABLE, () -> records.write(all -> RecordChange.writeRevoked(all, "key_3")));
      database.execute("DELETE FROM nexus_auth_audit WHERE sequence = 2");
      assertKind(
          Kind.UNAVAILABLE, () -> records.write(all -> RecordChange.writeRevoked(all, "key_3")));

      assertThat(head.sequence()).isEqualTo(2);
      assertThat(records.<AuditHead>read(all -> all.readAuditHead())).isEqualTo(head);
    }
  }

  @Test
  void text_thatCannotBeStored_isInvalidAndTheStoreGoesOn() {
    try (JdbcManagementStore records = database().openRecords()) {
      for (String odd : List.of("nul \0", "half \uD83D")) {
        Organization organization = new Organization(odd, "Acme", RecordChange.AT, 1);
        assertKind(Kind.INVALID, () -> records.write(all -> all.insertOrganization(organization)));
        assertKind(Kind.INVALID, () -> records.read(all -> all.findOrganization(odd)));
      }
      Organization tooLong = new Organization("x".repeat(10_000), "Acme", RecordChange.AT, 1);
      assertKind(Kind.INVALID, () -> records.write(all -> all.insertOrganization(tooLong)));
      assertThat(records.<Boolean>write(all -> RecordChange.writeRevoked(all, "key_1"))).isTrue();
    }
  }

  private static void assertKind(Kind kind, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ManagementException.class,
            thrown -> assertThat(thrown.kind()).as(thrown.getMessage()).isEqualTo(kind));
  }

  @Test
  void failure_ofTheDatabase_isSaidWithoutItsWords() {
    TestDatabase database = database();
    try (JdbcManagementStore records = database.openRecords()) {
      database.execute("ALTER TABLE nexus_auth_api_key RENAME TO elsewhere");

      assertThatThrownBy(() -> RecordChange.isKnown(records, "secret-id"))
          .isInstanceOf(ManagementException.class)
          .hasMessageContainingAll("The records cannot be read or changed now", "SQLState 42")
          .hasMessageNotContainingAny("secret-id", "SELECT", "nexus_auth_api_key")
          .hasNoCause();
      database.execute("ALTER TABLE elsewhere RENAME TO nexus_auth_api_key");
      assertThat(RecordChange.isKnown(records, "secret-id")).isFalse();
    }
  }

  @Test
  void lastEvent_thatIsGone_stopsChanges() {
    TestDatabase database = database();
    try (JdbcManagementStore records = database.openRecords()) {
      records.write(all -> RecordChange.writeRevoked(all, "key_1"));
      database.execute("DELETE FROM nexus_auth_audit");

      assertThatThrownBy(() -> records.write(all -> RecordChange.writeRevoked(all, "key_2")))
          .isInstanceOf(ManagementException.class)
          .hasMessageContaining("number 0, and 1 were appended");
      assertThat(RecordChange.isKnown(records, "key_2")).isFalse();
    }
  }

  @Test
  void slowRead_delaysNothingElse() throws Exception {
    TestDatabase database = database();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (JdbcManagementStore records = database.openRecords();
        JdbcRevocationStore revocations = database.open()) {
      CompletableFuture<Boolean> slow =
          CompletableFuture.supplyAsync(
              () ->
                  records.read(all -> readSlowly(all.findOrganization("x").isEmpty(), begun, end)));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      records.write(all -> RecordChange.writeRevoked(all, "key_1"));
      assertThat(RecordChange.isKnown(records, "key_1")).isTrue();
      assertThat(changes(revocations)).hasSize(1);
      assertThat(slow).isNotDone();
      end.countDown();
      assertThat(slow.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean readSlowly(boolean found, CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      return found && end.await(8, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void reads_inOneTransaction_seeOneState() throws Exception {
    try (JdbcManagementStore records = database().openRecords()) {
      boolean same =
          records.read(
              all -> {
                boolean before = all.findApiKey(RecordChange.refOf("key_1")).isPresent();
                CompletableFuture.runAsync(
                        () ->
                            records.write(
                                one ->
                                    one.insertApiKey(
                                        RecordChange.keyOf("key_1", KeyLifecycle.NEW))))
                    .join();
                return before == all.findApiKey(RecordChange.refOf("key_1")).isPresent();
              });
      assertThat(same).isTrue();
      assertThat(RecordChange.isKnown(records, "key_1")).isTrue();
    }
  }
}
