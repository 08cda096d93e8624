package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.StorableText;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.revocation.kit.RevocationNormalizer;

/** The table of first and last uses. A row has one writer, its node. */
public final class KeyUseTable {
  private static final String TABLE = "nexus_auth_key_use";

  private static final String ROW =
      " WHERE organization_id = :organization AND integration_id = :integration"
          + " AND key_id = :key AND node = :node";

  /** Null if a row has none: then it is not newer. */
  private static final String NEWER_CLIENT =
      "COALESCE(client_version_at <= :clientAt, client_version_at IS NULL)";

  private static final String UPDATE =
      "UPDATE "
          + TABLE
          + " SET first_at = LEAST(first_at, :first), last_at = GREATEST(last_at, :last),"
          + " network = CASE WHEN last_at <= :last THEN :network ELSE network END,"
          + " client_version = CASE WHEN "
          + NEWER_CLIENT
          + " THEN :client ELSE client_version END, client_version_at = CASE WHEN "
          + NEWER_CLIENT
          + " THEN :clientAt ELSE client_version_at END"
          + ROW;

  private static final String INSERT =
      "INSERT INTO "
          + TABLE
          + " (organization_id, integration_id, key_id, node, first_at, last_at, network,"
          + " client_version, client_version_at) VALUES (:organization, :integration, :key, :node,"
          + " :first, :last, :network, :client, :clientAt)";

  private static final String FIND =
      "SELECT u.organization_id, u.integration_id, u.key_id, u.first_at, u.last_at, u.network,"
          + " u.client_version, u.client_version_at FROM UNNEST(CAST(:organizations AS VARCHAR ARRAY),"
          + " CAST(:integrations AS VARCHAR ARRAY), CAST(:keys AS VARCHAR ARRAY))"
          + " AS wanted (organization_id, integration_id, key_id) JOIN "
          + TABLE
          + " u ON u.organization_id = wanted.organization_id"
          + " AND u.integration_id = wanted.integration_id AND u.key_id = wanted.key_id";

  /** The node of rows that were folded: none. */
  private static final String NO_NODE = "";

  /** Rows that a node is writing now are left out, so that neither waits for the other. */
  private static final String FOLDABLE =
      "SELECT organization_id, integration_id, key_id, node, first_at, last_at, network,"
          + " client_version, client_version_at FROM "
          + TABLE
          + " WHERE node <> :none AND last_at < :before LIMIT :max FOR UPDATE SKIP LOCKED";

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public KeyUseTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /**
   * A row, which is one node's.
   *
   * @param clientAt when its client's version was seen; null for none
   */
  private record NodeUse(String node, KeyRef ref, KeyUse use, @Nullable Instant clientAt) {

    static NodeUse of(String node, KeyRef ref, KeyUse use) {
      return new NodeUse(node, ref, use, use.clientVersion() == null ? null : use.lastAt());
    }

    static NodeUse read(ResultRow row, String node) throws SQLException {
      return new NodeUse(
          node,
          new KeyRef(row.text("organization_id"), row.text("integration_id"), row.text("key_id")),
          new KeyUse(
              row.instant("first_at"),
              row.instant("last_at"),
              row.textOrNull("network"),
              row.textOrNull("client_version")),
          row.instantOrNull("client_version_at"));
    }

    NodeUse ofNoNode() {
      return new NodeUse(NO_NODE, ref, use, clientAt);
    }

    /** Merges this row with another one of the key: the earliest first use, the latest last one. */
    NodeUse mergedWith(NodeUse other) {
      NodeUse last = use.lastAt().isAfter(other.use.lastAt()) ? this : other;
      NodeUse client = hasLaterClient(other) ? this : other;
      Instant first = Collections.min(List.of(use.firstAt(), other.use.firstAt()));
      KeyUse merged =
          new KeyUse(first, last.use.lastAt(), last.use.network(), client.use.clientVersion());
      return new NodeUse(NO_NODE, ref, merged, client.clientAt);
    }

    private boolean hasLaterClient(NodeUse other) {
      return clientAt != null && (other.clientAt == null || clientAt.isAfter(other.clientAt));
    }
  }

  /**
   * Merges what a node has seen. A key whose ids cannot be stored has no record: it is left out.
   */
  public void merge(String node, Map<KeyRef, KeyUse> uses) {
    List<NodeUse> seen =
        uses.entrySet().stream()
            .filter(entry -> isStorable(entry.getKey()))
            .map(entry -> NodeUse.of(node, entry.getKey(), entry.getValue()))
            .toList();
    mergeRows(seen);
  }

  private void mergeRows(List<NodeUse> seen) {
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
            row -> NodeUse.read(row, row.text("node")));
    mergeRows(List.copyOf(mergeByKey(rows).values()));
    runBatch("DELETE FROM " + TABLE + ROW, rows);
    return rows.size();
  }

  /** Returns one row a key, of no node. */
  private static Map<KeyRef, NodeUse> mergeByKey(List<NodeUse> rows) {
    Map<KeyRef, NodeUse> merged = new LinkedHashMap<>();
    rows.forEach(
        one -> merged.merge(one.ref(), one.ofNoNode(), (known, added) -> known.mergedWith(added)));
    return merged;
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
        .text("client", clean(one.use().clientVersion()))
        .instant("clientAt", one.clientAt());
  }

  /** A client may send anything. */
  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : RevocationNormalizer.cleanText(text);
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
      mergeByKey(sql.list(FIND, parameters, row -> NodeUse.read(row, NO_NODE)))
          .forEach((ref, one) -> found.put(ref, one.use()));
    }
    return found;
  }
}
