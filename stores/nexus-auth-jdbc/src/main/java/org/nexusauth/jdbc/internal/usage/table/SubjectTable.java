package org.nexusauth.jdbc.internal.usage.table;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageScope;

/** The organizations, integrations and keys that rows belong to, by number. */
public final class SubjectTable {
  private static final int MAX_ROWS = 5_000;

  private static final String FIND =
      "SELECT id, hash FROM nexus_auth_usage_subject WHERE hash = ANY(CAST(? AS UUID ARRAY))";

  /** In one order, so that nodes do not block each other. */
  private static final String LOCK = FIND + " ORDER BY id FOR UPDATE";

  private static final String TOUCH =
      "UPDATE nexus_auth_usage_subject SET last_day = ?"
          + " WHERE id = ANY(CAST(? AS INTEGER ARRAY)) AND last_day < ?";

  private static final String ADDED =
      " SELECT added.hash, CAST(? AS INTEGER) AS last_day, added.organization_id,"
          + " added.integration_id, added.key_id"
          + " FROM UNNEST(CAST(? AS UUID ARRAY), CAST(? AS VARCHAR ARRAY),"
          + " CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY))"
          + " AS added (hash, organization_id, integration_id, key_id)";

  private static final String COLUMNS = "(hash, last_day, organization_id, integration_id, key_id)";

  private static final String INSERT_POSTGRESQL =
      "INSERT INTO nexus_auth_usage_subject " + COLUMNS + ADDED + " ON CONFLICT (hash) DO NOTHING";

  private static final String INSERT_H2 =
      "MERGE INTO nexus_auth_usage_subject known USING ("
          + ADDED
          + ") given ON known.hash = given.hash WHEN NOT MATCHED THEN INSERT "
          + COLUMNS
          + " VALUES (given.hash, given.last_day, given.organization_id, given.integration_id,"
          + " given.key_id)";

  private final Connection connection;

  /** Works in a transaction. */
  public SubjectTable(Connection connection) {
    this.connection = connection;
  }

  /** Returns the numbers of those that have rows. */
  public Map<UsageScope, Long> findNumbers(Collection<UsageScope> scopes) throws SQLException {
    return findByHash(FIND, indexByHash(scopes));
  }

  /**
   * Returns the numbers of all; those that are missing are added.
   *
   * @param day a day with requests of them
   */
  public Map<UsageScope, Long> findOrCreate(
      Dialect dialect, Collection<UsageScope> scopes, long day) throws SQLException {
    Map<UUID, UsageScope> wanted = indexByHash(scopes);
    Map<UsageScope, Long> found = findByHash(LOCK, wanted);
    try (UsageStatement touch = UsageStatement.prepare(connection, TOUCH)) {
      touch.number(day).numbers(found.values()).number(day).update();
    }
    Map<UUID, UsageScope> missing = new TreeMap<>(wanted);
    missing.values().removeAll(found.keySet());
    if (!missing.isEmpty()) {
      insertMissing(dialect, missing, day);
      found.putAll(findByHash(FIND, missing));
    }
    return found;
  }

  /** Returns what the requests of a key count for: itself, its integration and its organization. */
  public static List<UsageScope> scopesOf(KeyId key) {
    return List.of(
        UsageScope.key(key),
        UsageScope.integration(key.organizationId(), key.integrationId()),
        UsageScope.organization(key.organizationId()));
  }

  private static Map<UUID, UsageScope> indexByHash(Collection<UsageScope> scopes) {
    Map<UUID, UsageScope> hashes = new TreeMap<>();
    scopes.forEach(scope -> hashes.put(hashOf(scope), scope));
    return hashes;
  }

  private Map<UsageScope, Long> findByHash(String query, Map<UUID, UsageScope> wanted)
      throws SQLException {
    Map<UsageScope, Long> found = new HashMap<>();
    List<UUID> hashes = List.copyOf(wanted.keySet());
    try (UsageStatement statement = UsageStatement.prepare(connection, query)) {
      for (int from = 0; from < hashes.size(); from += MAX_ROWS) {
        statement.hashes(hashes.subList(from, Math.min(hashes.size(), from + MAX_ROWS)));
        statement.listRows(
            row ->
                found.put(
                    wanted.get(row.result().getObject("hash", UUID.class)), row.number("id")));
      }
    }
    return found;
  }

  private void insertMissing(Dialect dialect, Map<UUID, UsageScope> missing, long day)
      throws SQLException {
    String sql = INSERT_POSTGRESQL;
    if (dialect == Dialect.H2) {
      sql = INSERT_H2;
    }
    List<UsageScope> scopes = new ArrayList<>(missing.values());
    try (UsageStatement statement = UsageStatement.prepare(connection, sql)) {
      statement
          .number(day)
          .hashes(missing.keySet())
          .texts(scopes.stream().map(UsageScope::organizationId).toList())
          .texts(scopes.stream().<@Nullable String>map(UsageScope::integrationId).toList())
          .texts(scopes.stream().<@Nullable String>map(UsageScope::keyId).toList())
          .update();
    }
  }

  /** Returns 128 bits of the hash of the ids, which are of any length. */
  static UUID hashOf(UsageScope scope) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      addText(digest, scope.organizationId());
      addText(digest, scope.integrationId());
      addText(digest, scope.keyId());
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds the characters as they are: texts with halves of characters differ, too. */
  private static void addText(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * text.length());
    bytes.putInt(text.length());
    bytes.asCharBuffer().put(text);
    digest.update(bytes.array());
  }
}
