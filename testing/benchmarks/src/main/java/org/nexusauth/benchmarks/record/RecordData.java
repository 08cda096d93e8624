package org.nexusauth.benchmarks.record;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills an empty store: two years of keys of three environments, of which a twentieth is revoked
 * and a few are being rotated; four fifths were used. A hundredth of integrations and agents is
 * switched off.
 *
 * @param organizations how many organizations share the rest evenly
 * @param integrations how many integrations
 * @param keys how many keys
 */
record RecordData(int organizations, int integrations, int keys) {
  static final int AGENTS = 2_000;
  static final int EVENTS = 300_000;

  private static final String INDEXES =
      "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
          + " AND tablename LIKE 'nexus\\_auth\\_%' AND indexdef LIKE 'CREATE INDEX%'";

  void fill(Connection connection) throws SQLException {
    List<String> definitions = dropIndexes(connection);
    for (String statement : statements()) {
      execute(connection, statement);
    }
    for (String definition : definitions) {
      execute(connection, definition);
    }
    execute(connection, "VACUUM ANALYZE");
  }

  private static List<String> dropIndexes(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(INDEXES)) {
      while (rows.next()) {
        names.add(rows.getString(1));
        definitions.add(rows.getString(2));
      }
    }
    for (String name : names) {
      execute(connection, "DROP INDEX " + name);
    }
    return definitions;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A statement's numbers are the parameters of this record; there is no other input. */
  private List<String> statements() {
    return List.of(
        "INSERT INTO nexus_auth_organization SELECT 'org_' || o, 'Organization ' || o,"
            + " 'organization ' || o, now(), 1 FROM generate_series(0, "
            + (organizations - 1)
            + ") o",
        agents(),
        integrationRows(),
        keyRows(),
        uses(),
        events());
  }

  private String agents() {
    return "INSERT INTO nexus_auth_agent SELECT 'org_' || a % "
        + organizations
        + ", 'agt_' || a, 'Agent ' || a, 'agent ' || a, 'agent ' || a || E'\\nagt_' || a,"
        + " CASE WHEN a % 100 = 1 THEN now() END, 'ada', 'unpaid', now(), 1"
        + " FROM generate_series(0, "
        + (AGENTS - 1)
        + ") a";
  }

  private String integrationRows() {
    return "INSERT INTO nexus_auth_integration (organization_id, id, name, folded_name,"
        + " search_text, agent_id, disabled_at, disabled_by, disablement_reason, created_at,"
        + " created_by, version) SELECT 'org_' || i % "
        + organizations
        + ", 'int_' || i, word || ' ' || i, lower(word) || ' ' || i,"
        + " lower(word) || ' ' || i || E'\\nint_' || i, 'agt_' || i % "
        + AGENTS
        + ", CASE WHEN i % 100 = 3 THEN now() END, 'ada', 'unpaid', now() - interval '2 years',"
        + " 'ada', 1 FROM (SELECT i, (ARRAY['Shop', 'Billing', 'Warehouse', 'Partner portal',"
        + " 'Reporting', 'Export', 'Import', 'Search'])[1 + i % 8] AS word FROM generate_series(0, "
        + (integrations - 1)
        + ") i) AS named";
  }

  private String keyRows() {
    return "INSERT INTO nexus_auth_api_key (organization_id, integration_id, key_id, issuer,"
        + " agent_id, permissions, plan, signing_key_id, issued_at, expires_at, name, search_text,"
        + " environment, origin, created_by, created_at, fingerprint, last_four, successor_id,"
        + " rotation_started_at, rotation_started_by, grace, rotation_deadline, revoked_at,"
        + " revoked_by, revocation_cause, revocation_text, ends_at, version)"
        + " SELECT 'org_' || i % "
        + organizations
        + ", 'int_' || i, id, 'https://issuer.example.com', 'agt_' || i % "
        + AGENTS
        + ", '[\"read\",\"write\"]', environment, 'key-' || n / 100000, created,"
        + " created + days * interval '1 day', name, lower(name) || E'\\n' || lower(id),"
        + " upper(environment), 'ISSUED', 'ada', created, 'sha256:' || md5(id),"
        + " right(encode(sha256(id::bytea), 'base64'), 4), successor,"
        + " CASE WHEN successor IS NOT NULL THEN now() END,"
        + " CASE WHEN successor IS NOT NULL THEN 'ada' END,"
        + " CASE WHEN successor IS NOT NULL THEN 'PT24H' END,"
        + " CASE WHEN successor IS NOT NULL THEN now() + interval '30 days' END,"
        + " revoked, CASE WHEN revoked IS NOT NULL THEN 'ada' END,"
        + " CASE WHEN revoked IS NOT NULL THEN 'UNUSED' END,"
        + " CASE WHEN revoked IS NOT NULL THEN '' END, LEAST(revoked,"
        + " CASE WHEN successor IS NOT NULL THEN now() + interval '30 days' END), 1 FROM ("
        + generatedKeys()
        + ") AS generated";
  }

  private String generatedKeys() {
    return "SELECT n, n::bigint * 7919 % "
        + integrations
        + " AS i, left(translate(encode(sha256(n::text::bytea), 'base64'), '+/', '-_'), 22) AS id,"
        + " now() - ("
        + keys
        + " - n) * interval '2 years' / "
        + keys
        + " AS created, (ARRAY[30, 90, 365])[1 + n % 3] AS days,"
        + " (ARRAY['development', 'staging', 'production'])[1 + n % 3] AS environment,"
        + " (ARRAY['Orders', 'Nightly export', 'CI', 'Laptop of Ada', 'Invoices'])[1 + n % 5]"
        + " || ' ' || n AS name,"
        + " CASE WHEN n % 20 = 0 THEN now() - ("
        + keys
        + " - n) * interval '1 year' / "
        + keys
        + " END AS revoked, CASE WHEN n % 331 = 7 AND n > "
        + keys
        + " * 0.95 THEN 'successor-' || n END AS successor FROM generate_series(1, "
        + keys
        + ") n";
  }

  private static String uses() {
    return "INSERT INTO nexus_auth_key_use SELECT organization_id, integration_id, key_id,"
        + " 'node-1', created_at, LEAST(now(), expires_at, created_at + interval '1 day' *"
        + " (hashtext(key_id) & 511)), '10.2.0.0/24', '1.4.0', created_at"
        + " FROM nexus_auth_api_key WHERE hashtext(key_id) % 5 <> 0";
  }

  private String events() {
    return "INSERT INTO nexus_auth_audit SELECT n, now() - ("
        + EVENTS
        + " - n) * interval '3 minutes', 'operator-' || n % 50, 'OPERATOR', 'req-' || n,"
        + " '10.0.0.1', 'org_' || n % "
        + organizations
        + ", (ARRAY['key.create', 'key.revoke', 'key.rotate'])[1 + n % 3], 'key', 'key-' || n / 3,"
        + " '{}', '{\"name\":\"Orders\"}', repeat('0', 64) FROM generate_series(1, "
        + EVENTS
        + ") n";
  }
}
