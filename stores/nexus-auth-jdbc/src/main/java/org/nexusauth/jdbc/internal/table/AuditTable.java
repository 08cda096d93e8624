package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.JsonColumn;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditEvent.AuditActor;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The table of the events, and its head, which every change locks first. */
public final class AuditTable {
  private static final String TABLE = "nexus_auth_audit";
  private static final String SELECT = "SELECT * FROM " + TABLE;

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public AuditTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /**
   * Locks the head against all other changes of records until this transaction ends.
   *
   * @throws ManagementException of kind {@code UNAVAILABLE} when the head is missing
   */
  public void lockHead() {
    readHead(" FOR UPDATE");
  }

  /**
   * Reads the head.
   *
   * @throws ManagementException of kind {@code UNAVAILABLE} when it is missing
   */
  public AuditHead readHead() {
    return readHead("");
  }

  private AuditHead readHead(String lock) {
    return sql.find(
            "SELECT sequence, hash FROM nexus_auth_audit_head WHERE id = 1" + lock,
            new Parameters(),
            row -> new AuditHead(row.number("sequence"), row.text("hash")))
        .orElseThrow(
            () -> damaged("The row of nexus_auth_audit_head is missing: restore the database."));
  }

  private static ManagementException damaged(String message) {
    return ManagementException.unavailable(message, null);
  }

  /**
   * Returns the last event; the head must be locked.
   *
   * @throws ManagementException of kind {@code UNAVAILABLE} when it is not the one that was
   *     appended last
   */
  public Optional<AuditEvent> findLast() {
    Optional<AuditEvent> last =
        sql.find(
            SELECT + " ORDER BY sequence DESC LIMIT 1", new Parameters(), AuditTable::toRecord);
    AuditHead expected = readHead();
    AuditHead found = last.map(AuditHead::of).orElse(AuditHead.EMPTY);
    if (found.sequence() != expected.sequence()) {
      throw damaged(
          "The last event of nexus_auth_audit is number "
              + found.sequence()
              + ", and "
              + expected.sequence()
              + " were appended: nothing can be changed until the table is restored from a copy.");
    }
    if (!found.equals(expected)) {
      throw damaged(
          "The last event of nexus_auth_audit has another hash than the one that was appended:"
              + " nothing can be changed until the table is restored from a copy.");
    }
    return last;
  }

  /**
   * Appends an event; the head must be locked.
   *
   * @throws IllegalArgumentException if its sequence does not follow that of the last one
   */
  public void append(AuditEvent event) {
    AuditActor actor = event.actor();
    Parameters row =
        new Parameters()
            .number("sequence", event.sequence())
            .instant("at", event.at())
            .text("actor_name", actor.name())
            .text("actor_role", actor.role())
            .text("request_id", actor.requestId())
            .text("address", actor.address())
            .text("organization_id", event.organizationId())
            .text("action", event.action())
            .text("subject_kind", event.subjectKind())
            .text("subject_id", event.subjectId())
            .text("before_values", JsonColumn.ofMap(event.before()))
            .text("after_values", JsonColumn.ofMap(event.after()))
            .text("hash", event.hash());
    int advanced =
        sql.update(
            "UPDATE nexus_auth_audit_head SET sequence = :sequence, hash = :hash"
                + " WHERE id = 1 AND sequence = :sequence - 1",
            new Parameters().number("sequence", event.sequence()).text("hash", event.hash()));
    if (advanced != 1 || !sql.insert(TABLE, row)) {
      throw new IllegalArgumentException(
          "event " + event.sequence() + " does not follow the last one of the audit log");
    }
  }

  /** Lists events, the newest first. */
  public ResultPage<AuditEvent> list(AuditQuery wanted, PageRequest page) {
    SqlText query = new SqlText(SELECT).add("WHERE TRUE");
    addConditions(query, wanted);
    if (page.cursor() != null) {
      query
          .add("AND sequence < :before")
          .parameters()
          .number("before", PageCursor.decode(page.cursor(), PageCursor.EVENTS, 1).numberAt(0));
    }
    query.add("ORDER BY sequence DESC");
    return sql.listPage(query, page, AuditTable::toRecord, AuditTable::cursorAfter);
  }

  private static String cursorAfter(AuditEvent last) {
    return new PageCursor(PageCursor.EVENTS, List.of(String.valueOf(last.sequence()))).encode();
  }

  private static void addConditions(SqlText query, AuditQuery wanted) {
    Parameters parameters = query.parameters();
    if (wanted.organizationIds() != null) {
      query.add("AND organization_id = ANY(:organizations)");
      parameters.texts("organizations", wanted.organizationIds());
    }
    if (wanted.actor() != null) {
      query.add("AND actor_name = :actor");
      parameters.text("actor", wanted.actor());
    }
    if (wanted.action() != null) {
      query.add("AND action = :action");
      parameters.text("action", wanted.action());
    }
    if (wanted.subjectId() != null) {
      query.add("AND subject_id = :subject");
      parameters.text("subject", wanted.subjectId());
    }
    if (wanted.from() != null) {
      query.add("AND at >= :from");
      parameters.instant("from", wanted.from());
    }
    if (wanted.to() != null) {
      query.add("AND at < :to");
      parameters.instant("to", wanted.to());
    }
  }

  /** Reads events in order: those after a sequence. */
  public List<AuditEvent> readAfter(long sequence, int max) {
    return sql.list(
        SELECT + " WHERE sequence > :after ORDER BY sequence LIMIT :max",
        new Parameters().number("after", sequence).number("max", max),
        AuditTable::toRecord);
  }

  /** Finds events in order: those after a sequence. */
  public List<AuditEvent> findAfter(AuditQuery wanted, long sequence, int max) {
    SqlText query = new SqlText(SELECT).add("WHERE sequence > :after");
    addConditions(query, wanted);
    query
        .add("ORDER BY sequence LIMIT :max")
        .parameters()
        .number("after", sequence)
        .number("max", max);
    return sql.list(query.text(), query.parameters(), AuditTable::toRecord);
  }

  private static AuditEvent toRecord(ResultRow row) throws SQLException {
    return new AuditEvent(
        row.number("sequence"),
        row.instant("at"),
        new AuditActor(
            row.text("actor_name"),
            row.text("actor_role"),
            row.text("request_id"),
            row.textOrNull("address")),
        row.textOrNull("organization_id"),
        row.text("action"),
        row.text("subject_kind"),
        row.text("subject_id"),
        JsonColumn.toMap(row.text("before_values")),
        JsonColumn.toMap(row.text("after_values")),
        row.text("hash"));
  }
}
