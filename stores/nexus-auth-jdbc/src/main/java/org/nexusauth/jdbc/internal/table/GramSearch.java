package org.nexusauth.jdbc.internal.table;

import org.nexusauth.jdbc.internal.sql.JdbiTemplate;

/**
 * The condition that a row contains the parameter {@code text}. PostgreSQL has an index of the
 * parts of three characters of each row; a shorter text is searched row by row.
 *
 * <p>Which rows have all parts of a text cannot be estimated: the index is slow for a text that
 * many rows have. So the first rows of a list are searched without it. Only when they do not fill a
 * page it is used, and the text is rare then.
 */
final class GramSearch {
  /** How many rows are searched before the index is used. */
  static final int FIRST_ROWS = 4_000;

  private static final int GRAM_LENGTH = 3;

  private GramSearch() {}

  /** Returns whether an index finds a text, which is folded. */
  static boolean isIndexed(String folded, JdbiTemplate sql) {
    return sql.isPostgres() && folded.codePointCount(0, folded.length()) >= GRAM_LENGTH;
  }

  /** Returns the condition, which uses the index. */
  static String indexedCondition() {
    return "(grams @> nexus_auth_grams(:organization, :text) AND " + plainCondition() + ")";
  }

  /** Returns the condition, which reads the row. */
  static String plainCondition() {
    return "POSITION(:text IN search_text) > 0";
  }
}
