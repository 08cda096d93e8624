package org.nexusauth.jdbc.internal.table;

import org.nexusauth.jdbc.internal.sql.RecordSql;

/**
 * The condition that a row contains the parameter {@code text}. PostgreSQL has an index of the
 * parts of three characters of each row; a shorter text is searched row by row.
 */
final class GramSearch {
  private static final int GRAM_LENGTH = 3;

  private GramSearch() {}

  /**
   * Returns the condition.
   *
   * @param prefix what columns begin with, for example {@code k.}
   * @param folded the text
   */
  static String conditionOn(String prefix, String folded, RecordSql sql) {
    String contains = "POSITION(:text IN " + prefix + "search_text) > 0";
    if (!sql.isPostgres() || folded.codePointCount(0, folded.length()) < GRAM_LENGTH) {
      return contains;
    }
    return "(" + prefix + "grams @> nexus_auth_grams(:text) AND " + contains + ")";
  }
}
