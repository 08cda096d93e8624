package org.nexusauth.jdbc.internal.table;

import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.management.store.CaseFolding;

/**
 * The condition that a row contains the parameter {@code text}. PostgreSQL has an index of the
 * parts of three characters of each row; a shorter text is searched row by row.
 *
 * <p>Which rows have all parts of a text cannot be estimated: the index is slow for a text that
 * many rows have. So the first rows of a list are searched without it. Only when they do not fill a
 * page it is used, and the text is rare then.
 */
final class GramSearch {
  /** How many rows are searched before the index is used, or, without one, for a part of a list. */
  static final int FIRST_ROWS = 4_000;

  private static final int GRAM_LENGTH = 3;

  private GramSearch() {}

  /** Returns whether an index finds a text. */
  static boolean isIndexed(@Nullable String text, JdbiTemplate sql) {
    return text != null && sql.isPostgres() && lengthOf(text) >= GRAM_LENGTH;
  }

  /** Returns whether there is a text, and it is so short that no database has an index for it. */
  static boolean isTooShort(@Nullable String text) {
    return text != null && lengthOf(text) < GRAM_LENGTH;
  }

  private static int lengthOf(String text) {
    String folded = CaseFolding.fold(text);
    return folded.codePointCount(0, folded.length());
  }

  /**
   * Returns the condition, which uses the index. The text comes first: where PostgreSQL reads row
   * by row after all, that is what most rows fail by, and it is the cheaper one.
   */
  static String indexedCondition() {
    return "(" + plainCondition() + " AND grams @> nexus_auth_grams(:organization, :text))";
  }

  /** Returns the condition, which reads the row. */
  static String plainCondition() {
    return "POSITION(:text IN search_text) > 0";
  }
}
