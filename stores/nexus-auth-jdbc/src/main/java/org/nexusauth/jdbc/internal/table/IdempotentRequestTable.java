package org.nexusauth.jdbc.internal.table;

import java.time.Duration;
import java.util.Optional;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.management.store.IdempotentRequest;

/** The table of the requests that must not be carried out twice. */
public final class IdempotentRequestTable {
  private static final String TABLE = "nexus_auth_idempotent_request";
  private static final Duration RETENTION = Duration.ofDays(1);

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public IdempotentRequestTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /** Finds what a request with an idempotency key has made. */
  public Optional<IdempotentRequest> find(String operator, String idempotencyKey) {
    return sql.find(
        "SELECT * FROM " + TABLE + " WHERE operator = :operator AND idempotency_key = :key",
        new Parameters().text("operator", operator).text("key", idempotencyKey),
        row ->
            new IdempotentRequest(
                row.text("operator"),
                row.text("idempotency_key"),
                row.text("digest"),
                row.text("result_id"),
                row.instant("at")));
  }

  /** Inserts a request in place of an older one, and deletes those of more than a day before. */
  public void insert(IdempotentRequest request) {
    sql.update(
        "DELETE FROM "
            + TABLE
            + " WHERE at < :forgotten OR (operator = :operator AND idempotency_key = :key)",
        new Parameters()
            .instant("forgotten", request.at().minus(RETENTION))
            .text("operator", request.operator())
            .text("key", request.idempotencyKey()));
    sql.insert(
        TABLE,
        new Parameters()
            .text("operator", request.operator())
            .text("idempotency_key", request.idempotencyKey())
            .text("digest", request.digest())
            .text("result_id", request.resultId())
            .instant("at", request.at()));
  }
}
