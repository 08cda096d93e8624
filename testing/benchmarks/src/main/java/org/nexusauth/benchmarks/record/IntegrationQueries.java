package org.nexusauth.benchmarks.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;

/** Lists of integrations, and what a list says of their keys. */
final class IntegrationQueries {
  private static final int LIMIT = 50;

  private final ManagementStore store;
  private final RecordData data;
  private final Random random = new Random(16);
  private final Instant now;

  IntegrationQueries(ManagementStore store, RecordData data, Instant now) {
    this.store = store;
    this.data = data;
    this.now = now;
  }

  void addTo(Map<String, Supplier<Consumer<RecordReader>>> queries) {
    queries.put("integrations", list(this::all));
    queries.put(
        "disabled integrations",
        list(() -> new IntegrationQuery(organization(), null, true, null, null, null, now)));
    queries.put("integrations by a common word", list(() -> found(null, null, "partner PORTAL")));
    queries.put("integrations by a text that none has", list(() -> found(null, null, "partner x")));
    queries.put("integrations by two digits", list(() -> found(null, null, "42")));
    queries.put("integrations by one character that none has", list(() -> found(null, null, "~")));
    queries.put("integrations with an expiring key", list(() -> found(true, null, null)));
    queries.put("integrations without an expiring key", list(() -> found(false, null, null)));
    Instant since = now.minus(Duration.ofDays(90));
    queries.put("integrations unused for 90 days", list(() -> found(null, since, null)));
    queries.put(
        "integrations unused for 90 days by a word", list(() -> found(null, since, "shop")));
    queries.put("summaries of 50 integrations", summaries(50));
    queries.put("summaries of 200 integrations", summaries(200));
  }

  private String organization() {
    return "org_" + random.nextInt(data.organizations());
  }

  private IntegrationQuery all() {
    return found(null, null, null);
  }

  private IntegrationQuery found(
      @Nullable Boolean expiring, @Nullable Instant unusedSince, @Nullable String text) {
    return new IntegrationQuery(organization(), null, null, expiring, unusedSince, text, now);
  }

  private Supplier<Consumer<RecordReader>> list(Supplier<IntegrationQuery> query) {
    return () -> {
      IntegrationQuery wanted = query.get();
      PageRequest page = new PageRequest(LIMIT, anyCursor());
      return all -> all.listIntegrations(wanted, page);
    };
  }

  /** None in half of the runs, else in the middle of the list or near its end. */
  private @Nullable String anyCursor() {
    return switch (random.nextInt(4)) {
      case 0 -> cursorAfterName("partner portal " + random.nextInt(99_999));
      case 1 -> cursorAfterName("warehouse 99" + random.nextInt(999));
      default -> null;
    };
  }

  private static String cursorAfterName(String name) {
    return PageCursor.afterName(PageCursor.INTEGRATIONS, name, "").encode();
  }

  /** Of a part of a list, as a table of integrations shows it; the list is not timed. */
  private Supplier<Consumer<RecordReader>> summaries(int count) {
    return () -> {
      IntegrationQuery wanted = all();
      PageRequest page = new PageRequest(count, anyCursor());
      List<String> ids =
          store.read(all -> all.listIntegrations(wanted, page)).items().stream()
              .map(Integration::id)
              .toList();
      return all -> all.summarizeIntegrations(wanted.organizationId(), ids, now);
    };
  }
}
