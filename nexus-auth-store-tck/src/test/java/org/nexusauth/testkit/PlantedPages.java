package org.nexusauth.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DeniedRequest;

/** Reads pages of the error log wrongly. */
final class PlantedPages {
  private final UsageBug bug;
  private final MemoryUsageStore rows;

  PlantedPages(UsageBug bug, MemoryUsageStore rows) {
    this.bug = bug;
    this.rows = rows;
  }

  DenialPage read(DenialQuery query) {
    return switch (bug) {
      case SHOWS_THE_OLDEST_FIRST -> reversed(rows.readDenials(query));
      case IGNORES_REASONS -> rows.readDenials(changed(query, Set.of(), query.requestId()));
      case IGNORES_REQUESTS -> rows.readDenials(changed(query, query.reasons(), null));
      case SHOWS_DENIALS_AT_THE_END -> rows.readDenials(endingAt(query, query.to().plusMillis(1)));
      case NAMES_A_PAGE_TOO_MANY -> withNext(rows.readDenials(query));
      case LEAVES_OUT_ONE_BETWEEN_PAGES -> withoutFirst(query, rows.readDenials(query));
      case COUNTS_PAGES_BY_PLACE -> readFromPlace(query);
      case TAKES_ANY_CURSOR -> readAnyCursor(query);
      default -> rows.readDenials(query);
    };
  }

  private static DenialPage reversed(DenialPage page) {
    List<DeniedRequest> denials = new ArrayList<>(page.denials());
    Collections.reverse(denials);
    return new DenialPage(denials, page.next());
  }

  private static DenialQuery changed(
      DenialQuery query, Set<Reason> reasons, @Nullable String requestId) {
    return new DenialQuery(
        query.scope(), reasons, query.from(), query.to(), requestId, query.after(), query.max());
  }

  private static DenialQuery endingAt(DenialQuery query, Instant end) {
    return new DenialQuery(
        query.scope(),
        query.reasons(),
        query.from(),
        end,
        query.requestId(),
        query.after(),
        query.max());
  }

  private static DenialQuery page(DenialQuery query, @Nullable String after, int max) {
    return new DenialQuery(
        query.scope(), query.reasons(), query.from(), query.to(), query.requestId(), after, max);
  }

  private static DenialPage withNext(DenialPage page) {
    if (page.next() == null) {
      return new DenialPage(page.denials(), "2026-11-20T12:00:00Z/0");
    }
    return page;
  }

  private static DenialPage withoutFirst(DenialQuery query, DenialPage page) {
    if (query.after() == null) {
      return page;
    }
    return new DenialPage(page.denials().subList(1, page.denials().size()), page.next());
  }

  private DenialPage readFromPlace(DenialQuery query) {
    List<DeniedRequest> all = rows.readDenials(page(query, null, 1_000)).denials();
    int start = 0;
    if (query.after() != null) {
      start = Integer.parseInt(query.after());
    }
    int end = Math.min(all.size(), start + query.max());
    String next = null;
    if (end < all.size()) {
      next = Integer.toString(end);
    }
    return new DenialPage(all.subList(Math.min(start, end), end), next);
  }

  private DenialPage readAnyCursor(DenialQuery query) {
    try {
      return rows.readDenials(query);
    } catch (IllegalArgumentException e) {
      return rows.readDenials(page(query, null, query.max()));
    }
  }
}
