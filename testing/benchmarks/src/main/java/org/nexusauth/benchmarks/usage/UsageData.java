package org.nexusauth.benchmarks.usage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nexusauth.event.Outcome;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;

/**
 * Fills an empty store with two years of usage: days of 730, hours of 90 and minutes of 2 days.
 * Four keys an integration; half of all keys are one organization's. A tenth of the keys is busy
 * all the time, others four hours a day.
 *
 * @param keys how many keys
 * @param denials how many entries the error log has
 */
record UsageData(int keys, int denials) {
  private static final int KEYS_AN_INTEGRATION = 4;
  private static final int OTHER_ORGANIZATIONS = 50;

  private static final String BUSY = "s.key_id IS NULL OR s.key_id LIKE '%0'";

  private static final String OUTCOMES =
      " CROSS JOIN (VALUES ('2xx', 1.0), ('4xx', 0.5), ('5xx', 0.2), ('rate_limited', 0.1))"
          + " o(outcome, share)";

  private static final String JSON =
      "'{\"/v1/orders/{id}\":[' || (s.id % 97 + 5) || ',1,0],\"/v1/orders\":[' || (s.id % 31 + 5)"
          + " || ',0,1],\"/v1/customers/{id}\":[7,0,0],\"/v1/invoices\":[3,0,0]}',"
          + " '{\"client/2.' || (slot % 9) || '\":[120,1,1]}',"
          + " '{\"192.0.2.0/24\":[60,0,0],\"198.51.' || (s.id % 200) || '.0/24\":[60,1,1]}'";

  KeyId key(int number) {
    int integration = number / KEYS_AN_INTEGRATION;
    int organization = 0;
    if (number >= keys / 2) {
      organization = 1 + integration % OTHER_ORGANIZATIONS;
    }
    return new KeyId("org_" + organization, "int_" + integration, "key_" + number);
  }

  /** Returns a batch with what some busy keys did in a part of a minute. */
  UsageBatch batch(String node, long number, Instant minute, int busy) {
    List<KeyMinute> minutes =
        IntStream.range(0, busy).mapToObj(key -> keyMinute(key, minute)).toList();
    return new UsageBatch(node, number, minute, minutes, List.of(), 0);
  }

  private KeyMinute keyMinute(int number, Instant minute) {
    Map<Outcome, Long> outcomes = new LinkedHashMap<>();
    outcomes.put(Outcome.ofStatus(200), 5L + number % 7);
    if (number % 3 == 0) {
      outcomes.put(Outcome.ofStatus(404), 1L);
    }
    if (number % 10 == 0) {
      outcomes.put(Outcome.denied(Reason.RATE_LIMITED), 2L);
    }
    RequestCounts counts = new RequestCounts(5, 0, 0);
    Map<UsageDetail, RequestCounts> details = new LinkedHashMap<>();
    details.put(new UsageDetail(UsageDetail.Kind.ROUTE, "/v1/orders/{id}"), counts);
    details.put(new UsageDetail(UsageDetail.Kind.ROUTE, "/v1/r" + number % 5), counts);
    details.put(new UsageDetail(UsageDetail.Kind.CLIENT_VERSION, "client/2." + number % 3), counts);
    details.put(
        new UsageDetail(UsageDetail.Kind.NETWORK, "192.0." + number % 200 + ".0/24"), counts);
    return new KeyMinute(key(number), minute, outcomes, details);
  }

  /** Fills the tables; the subjects are there. */
  void fill(Connection connection) throws SQLException {
    Map<String, String> definitions = dropIndexes(connection);
    long now = Instant.now().getEpochSecond();
    long day = now / 86_400;
    long hour = now / 3_600;
    execute(connection, counts("day", day - 729, day, "TRUE"));
    execute(
        connection, counts("hour", (day - 89) * 24, hour, BUSY + " OR slot % 24 BETWEEN 8 AND 11"));
    execute(
        connection,
        counts(
            "minute",
            (hour - 48) * 60,
            now / 60,
            BUSY + " OR slot / 60 % 24 = 9 AND slot % 3 = 0"));
    execute(connection, details("day", day - 729, day, "TRUE"));
    execute(
        connection,
        details("hour", (day - 89) * 24, hour, BUSY + " OR slot % 24 BETWEEN 8 AND 11"));
    execute(connection, errorLog());
    execute(
        connection,
        "UPDATE nexus_auth_usage_state SET hours_rolled_to = %s, minutes_kept_from = %s, hours_kept_from = %s"
            .formatted(hour, hour - 48, (day - 89) * 24));
    execute(connection, "UPDATE nexus_auth_usage_closing SET hours_closed_to = " + hour);
    for (String definition : definitions.values()) {
      execute(connection, definition);
    }
    execute(connection, "VACUUM ANALYZE");
  }

  private static String counts(String table, long from, long to, String condition) {
    boolean minutes = table.equals("minute");
    return "INSERT INTO nexus_auth_usage_"
        + table
        + " (requests, subject, slot, outcome"
        + (minutes ? ", writer, late)" : ")")
        + " SELECT 1 + (s.id * 7 + slot) % 1000, s.id, slot, outcome"
        + (minutes ? ", 0, FALSE" : "")
        + " FROM generate_series(%s, %s) slot CROSS JOIN nexus_auth_usage_subject s"
            .formatted(from, to - 1)
        + OUTCOMES
        + " WHERE (s.id * 31 + slot * 17 + length(outcome)) % 100 < share * 100 AND ("
        + condition
        + ") ORDER BY slot, s.id";
  }

  private static String details(String unit, long from, long to, String condition) {
    return "INSERT INTO nexus_auth_usage_"
        + unit
        + "_detail (subject, slot, routes, client_versions, networks) SELECT s.id, slot, "
        + JSON
        + " FROM generate_series(%s, %s) slot CROSS JOIN nexus_auth_usage_subject s WHERE "
            .formatted(from, to - 1)
        + "("
        + condition
        + ") ORDER BY slot, s.id";
  }

  private String errorLog() {
    return "INSERT INTO nexus_auth_usage_denial (at, organization, integration, api_key, reason,"
        + " detail, method, route, network, request_id, client_version)"
        + " SELECT now() - n * interval '7 days' / "
        + denials
        + ", o.id, i.id, k.id, (ARRAY['key_expired', 'rate_limited', 'key_revoked',"
        + " 'permission_missing', 'integration_disabled'])[1 + n % 5], 'because', 'GET', '/v1/orders',"
        + " '192.0.2.0/24', 'request-' || n, 'client/2.1' FROM generate_series(1, "
        + denials
        + ") n JOIN nexus_auth_usage_subject k ON k.key_id = 'key_' || n * 13 % "
        + keys
        + " JOIN nexus_auth_usage_subject i ON i.integration_id = k.integration_id AND i.key_id IS"
        + " NULL JOIN nexus_auth_usage_subject o ON o.organization_id = k.organization_id"
        + " AND o.integration_id IS NULL";
  }

  private static Map<String, String> dropIndexes(Connection connection) throws SQLException {
    Map<String, String> definitions = new LinkedHashMap<>();
    List<String> drops = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT indexname, tablename, indexdef FROM pg_indexes"
                    + " WHERE schemaname = current_schema()"
                    + " AND tablename ~ 'usage_(minute|hour|day|hour_detail|day_detail|denial)$'")) {
      while (rows.next()) {
        String name = rows.getString(1);
        String table = rows.getString(2);
        String definition = rows.getString(3);
        if (name.endsWith("_pkey")) {
          drops.add("ALTER TABLE " + table + " DROP CONSTRAINT " + name);
          definition =
              "ALTER TABLE " + table + " ADD PRIMARY KEY " + definition.replaceAll(".* btree ", "");
        } else {
          drops.add("DROP INDEX " + name);
        }
        definitions.put(name, definition);
      }
    }
    for (String drop : drops) {
      execute(connection, drop);
    }
    return definitions;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
