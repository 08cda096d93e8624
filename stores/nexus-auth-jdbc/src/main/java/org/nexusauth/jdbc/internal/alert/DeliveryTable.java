package org.nexusauth.jdbc.internal.alert;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryProgress;
import org.nexusauth.management.model.alert.DeliveryState;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The table of the deliveries. */
final class DeliveryTable {
  private static final String TABLE = "nexus_auth_alert_delivery";
  private static final String SELECT = "SELECT * FROM " + TABLE;

  private final JdbiTemplate sql;

  DeliveryTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  ResultPage<AlertDelivery> list(PageRequest page) {
    SqlText query = new SqlText(SELECT).add("WHERE TRUE");
    if (page.cursor() != null) {
      PageCursor cursor = PageCursor.decode(page.cursor(), PageCursor.DELIVERIES, 2);
      query
          .add("AND (created_at < :before OR created_at = :before AND id < :after_id)")
          .parameters()
          .instant("before", Instant.EPOCH.plus(cursor.numberAt(0), ChronoUnit.MICROS))
          .text("after_id", cursor.values().get(1));
    }
    query.add("ORDER BY created_at DESC, id DESC");
    return sql.listPage(query, page, DeliveryTable::toRecord, DeliveryTable::cursorAfter);
  }

  private static String cursorAfter(AlertDelivery last) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.createdAt());
    return new PageCursor(PageCursor.DELIVERIES, List.of(Long.toString(micros), last.id()))
        .encode();
  }

  Optional<AlertDelivery> find(String id) {
    return sql.find(
        SELECT + " WHERE id = :id", new Parameters().text("id", id), DeliveryTable::toRecord);
  }

  List<AlertDelivery> listDue(Instant now, int max) {
    return sql.list(
        SELECT
            + " WHERE next_attempt_at <= :now AND delivery_state = 'PENDING'"
            + " ORDER BY next_attempt_at, id LIMIT :max",
        new Parameters().instant("now", now).number("max", max),
        DeliveryTable::toRecord);
  }

  boolean insert(AlertDelivery delivery) {
    Parameters row =
        new Parameters()
            .text("channel", delivery.channel().code())
            .instant("created_at", delivery.createdAt())
            .text("title", delivery.message().title())
            .text("body", delivery.message().body());
    return sql.insert(TABLE, addProgress(row, delivery));
  }

  boolean update(AlertDelivery delivery) {
    return sql.update(
            "UPDATE "
                + TABLE
                + " SET delivery_state = :delivery_state, attempts = :attempts,"
                + " last_attempt_at = :last_attempt_at, next_attempt_at = :next_attempt_at,"
                + " outcome = :outcome WHERE id = :id",
            addProgress(new Parameters(), delivery))
        == 1;
  }

  private static Parameters addProgress(Parameters row, AlertDelivery delivery) {
    DeliveryProgress progress = delivery.progress();
    return row.text("id", delivery.id())
        .text("delivery_state", progress.state().name())
        .number("attempts", progress.attempts())
        .instant("last_attempt_at", progress.lastAttemptAt())
        .instant("next_attempt_at", progress.nextAttemptAt())
        .text("outcome", progress.outcome());
  }

  int deleteOld(Instant createdBefore, int max) {
    return sql.update(
        "DELETE FROM %s WHERE id IN (SELECT id FROM %s WHERE created_at < :before AND delivery_state <> 'PENDING' LIMIT :max)"
            .formatted(TABLE, TABLE),
        new Parameters().instant("before", createdBefore).number("max", max));
  }

  static AlertChannel channelOf(ResultRow row) throws SQLException {
    String code = row.text("channel");
    return AlertChannel.find(code)
        .orElseThrow(() -> new IllegalStateException("an unknown channel was read: " + code));
  }

  private static AlertDelivery toRecord(ResultRow row) throws SQLException {
    return new AlertDelivery(
        row.text("id"),
        channelOf(row),
        row.instant("created_at"),
        new DeliveryMessage(row.text("title"), row.text("body")),
        new DeliveryProgress(
            DeliveryState.valueOf(row.text("delivery_state")),
            Math.toIntExact(row.number("attempts")),
            row.instantOrNull("last_attempt_at"),
            row.instantOrNull("next_attempt_at"),
            row.textOrNull("outcome")));
  }
}
