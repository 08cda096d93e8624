package org.nexusauth.management.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list. A filter for which a store has no index is applied to a bounded number of rows
 * for each part: then a part that is not the last one may have fewer items than the limit, or none.
 *
 * @param items the items, in the order of the list
 * @param nextCursor where the next part begins; null for the last part
 * @param <T> the type of the items
 */
public record ResultPage<T>(List<T> items, @Nullable String nextCursor) {
  /** Copies the items. */
  public ResultPage {
    items = List.copyOf(items);
  }
}
