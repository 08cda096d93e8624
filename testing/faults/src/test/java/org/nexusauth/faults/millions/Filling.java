package org.nexusauth.faults.millions;

import java.time.Duration;
import org.nexusauth.faults.engine.Postgres;

/**
 * Writes revocations of {@code key_1} and so on into a schema by SQL, as years of use would have.
 *
 * @param engine the database
 * @param schema one with the tables of the store
 */
record Filling(Postgres engine, String schema) {
  private static final String UNINDEXED =
      "DROP INDEX nexus_auth_change_subject; DROP INDEX nexus_auth_change_until";

  /** The ids are what {@code SubjectId} says of keys without an issuer, of org_1 and int_1. */
  private static final String ADD =
      """
      INSERT INTO nexus_auth_change
        (sequence, kind, id_high, id_low, state, effective_at, until_at, reason)
      SELECT n, 1,
        ('x' || encode(substring(hash FROM 1 FOR 8), 'hex'))::bit(64)::bigint,
        ('x' || encode(substring(hash FROM 9 FOR 8), 'hex'))::bit(64)::bigint,
        1, now(), %s, 'leaked'
      FROM (SELECT n, sha256('\\xffffffff'::bytea || int4send(5) || convert_to('org_1', 'UTF8')
        || int4send(5) || convert_to('int_1', 'UTF8') || int4send(length('key_' || n))
        || convert_to('key_' || n, 'UTF8')) AS hash FROM generate_series(%s, %s) AS n) AS hashes;
      UPDATE nexus_auth_head SET sequence = %s, entries = entries + %s
      """;

  private static final String INDEXED =
      """
      CREATE INDEX nexus_auth_change_subject ON nexus_auth_change (kind, id_high, id_low);
      CREATE INDEX nexus_auth_change_until ON nexus_auth_change (until_at);
      ANALYZE nexus_auth_change
      """;

  /** Adds what is kept for ever. */
  void revoked(int from, int to) {
    add("CAST(NULL AS TIMESTAMP)", from, to);
  }

  /** Adds what expired so long ago. */
  void expired(Duration ago, int from, int to) {
    add("now() - INTERVAL '%s seconds'".formatted(ago.toSeconds()), from, to);
  }

  private void add(String until, int from, int to) {
    execute(ADD.formatted(until, from, to, to, to - from + 1));
  }

  void unindexed() {
    execute(UNINDEXED);
  }

  void indexed() {
    execute(INDEXED);
  }

  private void execute(String sql) {
    engine.execute("SET search_path TO " + schema + "; " + sql);
  }

  /** Deletes all that expires, as an operator would who knows what belongs together. */
  void forget() {
    execute(
        "DELETE FROM nexus_auth_change WHERE until_at IS NOT NULL;"
            + " UPDATE nexus_auth_head SET entries = (SELECT COUNT(*) FROM nexus_auth_change)");
  }

  /** How many have a moment at which they expire. */
  long expiring() {
    return engine.number(
        "SELECT count(*) FROM " + schema + ".nexus_auth_change WHERE until_at IS NOT NULL");
  }
}
