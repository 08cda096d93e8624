package org.nexusauth.management.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nexusauth.management.store.CaseFolding;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/**
 * A list that is read in parts.
 *
 * @param name which list it is, for its cursors
 * @param sortValues returns what an item is sorted by, as its cursor has it
 * @param order compares sort values
 */
record CursorPagination<T>(
    String name, Function<T, List<String>> sortValues, Comparator<List<String>> order) {
  private static final Set<String> BY_NUMBER =
      Set.of(PageCursor.KEYS, PageCursor.EVENTS, PageCursor.ALERTS, PageCursor.DELIVERIES);

  /** Returns a list by name and id. */
  static <T> CursorPagination<T> byName(
      String list, Function<T, String> name, Function<T, String> id) {
    return new CursorPagination<>(
        list,
        item -> List.of(CaseFolding.fold(name.apply(item)), id.apply(item)),
        CursorPagination::compareTexts);
  }

  /** Returns a list whose first sort value is a number, in descending order. */
  static <T> CursorPagination<T> newestFirst(String list, Function<T, List<String>> sortValues) {
    Comparator<List<String>> ascending =
        Comparator.<List<String>>comparingLong(values -> Long.parseLong(values.get(0)))
            .thenComparing(
                values -> values.subList(1, values.size()), CursorPagination::compareTexts);
    return new CursorPagination<>(list, sortValues, ascending.reversed());
  }

  private static int compareTexts(List<String> one, List<String> other) {
    for (int at = 0; at < one.size(); at++) {
      int order = CaseFolding.BY_CODE_POINT.compare(one.get(at), other.get(at));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /**
   * Returns a part of the list.
   *
   * @param items all its items, in any order
   */
  ResultPage<T> pageOf(Stream<T> items, PageRequest page, int sortValueCount) {
    Stream<T> rest = items;
    if (page.cursor() != null) {
      List<String> last = decodeCursor(page.cursor(), sortValueCount);
      rest = items.filter(item -> order.compare(sortValues.apply(item), last) > 0);
    }
    List<T> found =
        rest.sorted(Comparator.comparing(sortValues, order)).limit(page.limit() + 1L).toList();
    if (found.size() <= page.limit()) {
      return new ResultPage<>(found, null);
    }
    List<T> part = found.subList(0, page.limit());
    T last = part.get(part.size() - 1);
    return new ResultPage<>(part, new PageCursor(name, sortValues.apply(last)).encode());
  }

  private List<String> decodeCursor(String text, int sortValueCount) {
    PageCursor cursor = PageCursor.decode(text, name, sortValueCount);
    if (!BY_NUMBER.contains(name)) {
      return cursor.values();
    }
    cursor.numberAt(0); // Fails for a text that is no number.
    return cursor.values();
  }
}
