package org.nexusauth.benchmarks.record;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;

/** The queries, each with other values in each run. */
final class RecordQueries {
  private static final int MINUTES = 2 * 365 * 24 * 60;
  private static final PageRequest PAGE = new PageRequest(50, null);
  private static final String ISSUER = "https://issuer.example.com";

  private final ManagementStore store;
  private final RecordData data;
  private final Random random = new Random(15);
  private final Instant now = Instant.now();
  private final List<ApiKeyRecord> known = new ArrayList<>();
  private final Map<String, Supplier<Consumer<RecordReader>>> queries = new LinkedHashMap<>();

  RecordQueries(ManagementStore store, RecordData data) {
    this.store = store;
    this.data = data;
    for (int i = 0; i < 20; i++) {
      known.addAll(readSample());
    }
    addKeyLists();
    addKeySearches();
    addOthers();
  }

  private List<ApiKeyRecord> readSample() {
    PageRequest somewhere = new PageRequest(PageRequest.MAX_LIMIT, cursorSomewhere());
    return store.read(all -> all.listApiKeys(keys(organization()), somewhere)).items();
  }

  private String organization() {
    return "org_" + random.nextInt(data.organizations());
  }

  private ApiKeyRecord anyKey() {
    return known.get(random.nextInt(known.size()));
  }

  private String cursorSomewhere() {
    return cursorBefore(Duration.ofMinutes(random.nextInt(MINUTES)));
  }

  private String cursorBefore(Duration age) {
    Instant at = now.minus(age);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    return new PageCursor(PageCursor.KEYS, List.of(String.valueOf(micros), "x", "x")).encode();
  }

  /** The first part in half of the runs, any one in a quarter, one of the last in the rest. */
  private PageRequest anyKeyPage() {
    return switch (random.nextInt(4)) {
      case 0 -> new PageRequest(50, cursorSomewhere());
      case 1 -> new PageRequest(50, cursorBefore(Duration.ofMinutes(MINUTES - random.nextInt(99))));
      default -> PAGE;
    };
  }

  private ApiKeyQuery keys(String organization) {
    return new ApiKeyQuery(organization, null, null, null, null, null, null, now);
  }

  private ApiKeyQuery keysFound(@Nullable KeyState state, @Nullable String text) {
    return new ApiKeyQuery(organization(), null, null, state, null, null, text, now);
  }

  private void add(String name, Supplier<Consumer<RecordReader>> query) {
    queries.put(name, query);
  }

  private void addKeys(String name, Supplier<ApiKeyQuery> query) {
    add(
        name,
        () -> {
          ApiKeyQuery wanted = query.get();
          PageRequest page = anyKeyPage();
          return all -> all.listApiKeys(wanted, page);
        });
  }

  private void addKeyLists() {
    addKeys("keys of an organization", () -> keys(organization()));
    addKeys(
        "keys of an integration",
        () -> {
          ApiKeyRecord key = anyKey();
          return new ApiKeyQuery(
              key.ref().organizationId(),
              key.ref().integrationId(),
              null,
              null,
              null,
              null,
              null,
              now);
        });
    addKeys(
        "keys of an agent",
        () -> {
          ApiKeyRecord key = anyKey();
          return new ApiKeyQuery(
              key.ref().organizationId(),
              null,
              key.claims().agentId(),
              null,
              null,
              null,
              null,
              now);
        });
    for (KeyState state : KeyState.values()) {
      addKeys("keys in the state " + state, () -> keysFound(state, null));
    }
    addKeys(
        "keys that expire within 7 days",
        () ->
            new ApiKeyQuery(
                organization(), null, null, null, now.plus(Duration.ofDays(7)), null, null, now));
    addKeys(
        "keys unused for 90 days",
        () ->
            new ApiKeyQuery(
                organization(), null, null, null, null, now.minus(Duration.ofDays(90)), null, now));
  }

  private void addKeySearches() {
    addKeys("keys by a whole name", () -> keysFound(null, anyKey().label().name()));
    addKeys("keys by a common word", () -> keysFound(null, "nightly EXPORT"));
    addKeys(
        "keys by six characters of an id",
        () -> keysFound(null, anyKey().ref().keyId().substring(7, 13)));
    addKeys("keys by three digits", () -> keysFound(null, "" + (100 + random.nextInt(900))));
    addKeys("keys by two digits", () -> keysFound(null, "" + (10 + random.nextInt(90))));
    addKeys("keys by one character", () -> keysFound(null, "" + random.nextInt(10)));
    addKeys("keys by one character that none has", () -> keysFound(null, "~"));
    addKeys("keys by a text that none has", () -> keysFound(null, "orders x" + random.nextInt()));
    addKeys(
        "keys by the last four characters",
        () -> keysFound(null, Objects.requireNonNull(anyKey().marks(), "marks").lastFour()));
    addKeys(
        "active keys by three digits",
        () -> keysFound(KeyState.ACTIVE, "" + (100 + random.nextInt(900))));
  }

  private void addOthers() {
    add(
        "get a key, its integration and its use",
        () -> {
          ApiKeyRecord key = anyKey();
          return all -> {
            all.findApiKey(key.ref());
            all.findIntegration(key.ref().organizationId(), key.ref().integrationId());
            all.findKeyUse(key.ref());
          };
        });
    add(
        "uses of 50 keys",
        () -> {
          int from = random.nextInt(known.size() - 50);
          List<org.nexusauth.management.model.KeyRef> refs =
              known.subList(from, from + 50).stream().map(ApiKeyRecord::ref).toList();
          return all -> all.findKeyUses(refs);
        });
    add(
        "count an integration's keys by state",
        () -> {
          ApiKeyRecord key = anyKey();
          return all ->
              all.countApiKeys(key.ref().organizationId(), key.ref().integrationId(), now);
        });
    add("rotations to advance", () -> all -> all.listRotationsToAdvance(now, 100));
    add(
        "count a signing key's valid keys",
        () -> {
          String signingKey = "key-" + random.nextInt(10);
          return all -> all.countUnexpiredKeys(ISSUER, signingKey, now);
        });
    new IntegrationQueries(store, data, now).addTo(queries);
    add(
        "agents by a text",
        () -> {
          String organization = organization();
          String text = "ent " + random.nextInt(100);
          return all -> all.listAgents(organization, text, PAGE);
        });
    addEvents(
        "events of an organization",
        () -> new AuditQuery(Set.of(organization()), null, null, null, null, null));
    addEvents(
        "events of an actor",
        () -> new AuditQuery(null, "operator-" + random.nextInt(50), null, null, null, null));
    addEvents(
        "events on a subject",
        () -> new AuditQuery(null, null, null, "key-" + random.nextInt(90_000), null, null));
    addEvents(
        "events of an hour",
        () -> {
          Instant from = now.minus(Duration.ofHours(1 + random.nextInt(10_000)));
          return new AuditQuery(null, null, null, null, from, from.plus(Duration.ofHours(1)));
        });
  }

  private void addEvents(String name, Supplier<AuditQuery> query) {
    add(
        name,
        () -> {
          AuditQuery wanted = query.get();
          return all -> all.listAuditEvents(wanted, PAGE);
        });
  }

  /** Runs each query so often, and passes on how long it took. */
  void measure(int runs, Consumer<QueryTimes> result) {
    queries.forEach(
        (name, query) -> {
          measureQuery(query, Math.max(5, runs / 10));
          result.accept(new QueryTimes(name, measureQuery(query, runs)));
        });
  }

  private long[] measureQuery(Supplier<Consumer<RecordReader>> query, int runs) {
    long[] nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      Consumer<RecordReader> work = query.get();
      long start = System.nanoTime();
      store.read(
          all -> {
            work.accept(all);
            return true;
          });
      nanos[i] = System.nanoTime() - start;
    }
    return nanos;
  }
}
