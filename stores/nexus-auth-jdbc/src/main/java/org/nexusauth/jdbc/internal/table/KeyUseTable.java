package org.nexusauth.jdbc.internal.table;

import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.StorableText;
import org.nexusauth.jdbc.internal.sql.Row;
import org.nexusauth.jdbc.internal.sql.RecordSql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.revocation.kit.StorableRevocation;

/** The table of first and last uses. A row has one writer, its node. */
public final class KeyUseTable {
  private static final String TABLE = "nexus_auth_key_use";

  private static final String ROW =
      " WHERE organization_id = :organization AND integration_id = :integration"
          + " AND key_id = :key AND node = :node";

  private static final String UPDATE =
      "UPDATE "
          + TABLE
          + " SET first_at = LEAST(first_at, :first), last_at = GREATEST(last_at, :last),"
          + " network = CASE WHEN last_at <= :last THEN :network ELSE network END,"
          + " client_version = CASE WHEN last_at <= :last OR client_version IS NULL"
          + " THEN COALESCE(:client, client_version) ELSE client_version END"
          + ROW;

  private static final String INSERT =
      "INSERT INTO "
          + TABLE
          + " (organization_id, integration_id, key_id, node, first_at, last_at, network,"
          + " client_version) VALUES (:organization, :integration, :key, :node, :first, :last,"
          + " :network, :client)";

  private static final String FIND =
      "SELECT u.organization_id, u.integration_id, u.key_id, u.first_at, u.last_at, u.network,"
          + " u.client_version FROM UNNEST(CAST(:organizations AS VARCHAR ARRAY),"
          + " CAST(:integrations AS VARCHAR ARRAY), CAST(:keys AS VARCHAR ARRAY))"
          + " AS wanted (organization_id, integration_id, key_id) JOIN "
          + TABLE
          + " u ON u.organization_id = wanted.organization_id"
          + " AND u.integration_id = wanted.integration_id AND u.key_id = wanted.key_id"
          + " ORDER BY u.last_at";

  /** The node of rows that were folded: none. */
  private static final String NO_NODE = "";

  /** Rows that a node is writing now are left out, so that neither waits for the other. */
  private static final String FOLDABLE =
      "SELECT organization_id, integration_id, key_id, node, first_at, last_at, network,"
          + " client_version FROM "
          + TABLE
          + " WHERE node <> :none AND last_at < :before LIMIT :max FOR UPDATE SKIP LOCKED";

  private final RecordSql sql;

  /** Works in a transaction. */
  public KeyUseTable(RecordSql sql) {
    this.sql = sql;
  }

  /** A row, which is one node's. */
  private record NodeUse(String node, KeyRef ref, KeyUse use) {}

  /** Merges what a node has seen. A key whose ids cannot be stored has no record: it is left out. */
  public void merge(String node, Map<KeyRef, KeyUse> uses) {
    List<NodeUse> seen =
        uses.entrySet().stream()
            .filter(entry -> isStorable(entry.getKey()))
            .map(entry -> new NodeUse(node, entry.getKey(), entry.getValue()))
            .toList();
    int[] updated = runBatch(UPDATE, seen);
    List<NodeUse> fresh = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      if (updated[i] == 0) {
        fresh.add(seen.get(i));
      }
    }
    runBatch(INSERT, fresh);
  }

  /**
   * Merges rows that were last written before an instant into the rows of no node, and returns how
   * many. Only one transaction at a time may.
   */
  public int fold(Instant before, int max) {
    List<NodeUse> rows =
        sql.list(
            FOLDABLE,
            new Parameters().text("none", NO_NODE).instant("before", before).number("max", max),
            row -> new NodeUse(row.text("node"), refOf(row), useOf(row)));
    Map<KeyRef, KeyUse> folded = new LinkedHashMap<>();
    rows.stream()
        .sorted(Comparator.comparing(one -> one.use().lastAt()))
        .forEach(one -> folded.merge(one.ref(), one.use(), KeyUseTable::mergeLater));
    merge(NO_NODE, folded);
    runBatch("DELETE FROM " + TABLE + ROW, rows);
    return rows.size();
  }

  private static boolean isStorable(KeyRef ref) {
    return Stream.of(ref.organizationId(), ref.integrationId(), ref.keyId())
        .allMatch(StorableText::isStorable);
  }

  private int[] runBatch(String statement, List<NodeUse> seen) {
    if (seen.isEmpty()) {
      return new int[0];
    }
    try (PreparedBatch batch = sql.handle().prepareBatch(statement)) {
      seen.forEach(one -> toRow(one).bindTo(batch).add());
      return batch.execute();
    }
  }

  private static Parameters toRow(NodeUse one) {
    return new Parameters()
        .text("organization", one.ref().organizationId())
        .text("integration", one.ref().integrationId())
        .text("key", one.ref().keyId())
        .text("node", one.node())
        .instant("first", one.use().firstAt())
        .instant("last", one.use().lastAt())
        .text("network", clean(one.use().network()))
        .text("client", clean(one.use().clientVersion()));
  }

  /** A client may send anything. */
  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : StorableRevocation.cleanText(text);
  }

  /** Finds when a key was used; empty if it never was. */
  public Optional<KeyUse> find(KeyRef ref) {
    return Optional.ofNullable(find(List.of(ref)).get(ref));
  }

  /** Finds when keys were used; those that never were are missing. */
  public Map<KeyRef, KeyUse> find(Collection<KeyRef> refs) {
    List<KeyRef> known = refs.stream().filter(KeyUseTable::isStorable).toList();
    Map<KeyRef, KeyUse> found = new HashMap<>();
    if (!known.isEmpty()) {
      Parameters parameters =
          new Parameters()
              .texts("organizations", known.stream().map(KeyRef::organizationId).toList())
              .texts("integrations", known.stream().map(KeyRef::integrationId).toList())
              .texts("keys", known.stream().map(KeyRef::keyId).toList());
      sql.list(FIND, parameters, row -> Map.entry(refOf(row), useOf(row)))
          .forEach(one -> found.merge(one.getKey(), one.getValue(), KeyUseTable::mergeLater));
    }
    return found;
  }

  private static KeyRef refOf(Row row) throws SQLException {
    return new KeyRef(row.text("organization_id"), row.text("integration_id"), row.text("key_id"));
  }

  private static KeyUse useOf(Row row) throws SQLException {
    return new KeyUse(
        row.instant("first_at"),
        row.instant("last_at"),
        row.textOrNull("network"),
        row.textOrNull("client_version"));
  }

  /** Merges a use with one whose last use is not earlier. */
  private static KeyUse mergeLater(KeyUse use, KeyUse later) {
    Instant first = use.firstAt();
    if (later.firstAt().isBefore(first)) {
      first = later.firstAt();
    }
    String client = later.clientVersion();
    if (client == null) {
      client = use.clientVersion();
    }
    return new KeyUse(first, later.lastAt(), later.network(), client);
  }
}
