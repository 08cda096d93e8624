package org.nexusauth.jdbc.internal.table;

import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.store.CaseFolding;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;

/** What lists by name have in common: the order, where a part begins, and the search. */
final class NameOrder {
  static final String ORDER = "ORDER BY folded_name, id";

  private NameOrder() {}

  static void addTo(SqlText query, String list, PageRequest page) {
    addCursor(query, list, page);
    query.add(ORDER);
  }

  static void addCursor(SqlText query, String list, PageRequest page) {
    if (page.cursor() != null) {
      PageCursor after = PageCursor.decode(page.cursor(), list, 2);
      // The first condition is for the index, which knows no pairs on every engine.
      query
          .add("AND folded_name >= :afterName AND (folded_name, id) > (:afterName, :afterId)")
          .parameters()
          .text("afterName", after.values().get(0))
          .text("afterId", after.values().get(1));
    }
  }

  /** Returns what is searched in: name and id, without their case. */
  static String searchTextOf(String name, String id) {
    return CaseFolding.fold(name) + '\n' + CaseFolding.fold(id);
  }
}
