package org.nexusauth.browser;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageDetail.Kind;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreProvider;

/** A month of made-up usage of a key, for pages to show. */
final class SampleUsage {
  private static final String HOSTILE = "<script>alert(1)</script> \u202e1.0";

  private final Random random = new Random(7);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private final KeyId key;

  private SampleUsage(KeyRef ref) {
    this.key = new KeyId(ref.organizationId(), ref.integrationId(), ref.keyId());
  }

  /**
   * Writes it.
   *
   * @param properties the properties of the store
   */
  static void write(Map<String, String> properties, KeyRef ref) {
    UsageStoreProvider provider =
        ServiceLoader.load(UsageStoreProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(one -> one.name().equals("jdbc"))
            .findFirst()
            .orElseThrow();
    Map<String, String> own = new HashMap<>(properties);
    own.keySet().retainAll(provider.properties());
    try (UsageStore store = provider.open(new StoreSettings(own, Duration.ofMillis(100), false))) {
      SampleUsage usage = new SampleUsage(ref);
      store.write(
          new UsageBatch(
              "sample-" + ref.keyId(), 1, usage.now, usage.minutes(), usage.denials(), 0));
    }
  }

  private List<KeyMinute> minutes() {
    List<KeyMinute> minutes = new ArrayList<>();
    for (int hour = 30 * 24; hour > 24; hour--) {
      minutes.add(minute(now.minus(Duration.ofHours(hour)), 60));
    }
    for (int minute = 24 * 60; minute > 0; minute -= 5) {
      minutes.add(minute(now.minus(Duration.ofMinutes(minute)), 5));
    }
    return minutes;
  }

  /** More by day than by night, with an hour in which a limit was used up. */
  private KeyMinute minute(Instant at, int scale) {
    double hourOfDay = at.getEpochSecond() % 86_400 / 3_600.0;
    long usual = Math.round(scale * (3 + 2 * Math.sin((hourOfDay - 8) * Math.PI / 12)));
    Map<Outcome, Long> outcomes = new HashMap<>();
    outcomes.put(Outcome.ofStatus(200), usual + random.nextInt(scale) + 1);
    if (random.nextInt(4) == 0) {
      outcomes.put(Outcome.SERVER_ERROR, 1L + random.nextInt(3));
    }
    if (Duration.between(at, now).toHours() == 6) {
      outcomes.put(Outcome.denied(Reason.RATE_LIMITED), 3L * scale);
    }
    if (random.nextInt(10) == 0) {
      outcomes.put(Outcome.denied(Reason.PERMISSION_MISSING), 1L);
    }
    return new KeyMinute(key, at, outcomes, details(outcomes));
  }

  private static Map<UsageDetail, RequestCounts> details(Map<Outcome, Long> outcomes) {
    RequestCounts all =
        outcomes.entrySet().stream()
            .map(entry -> RequestCounts.of(entry.getKey(), entry.getValue()))
            .reduce(RequestCounts.NONE, RequestCounts::plus);
    long third = all.requests() / 3;
    RequestCounts some = new RequestCounts(third, 0, 0);
    RequestCounts rest = new RequestCounts(all.requests() - third, all.denied(), all.failed());
    return Map.of(
        new UsageDetail(Kind.ROUTE, "/api/orders/{id}"),
        rest,
        new UsageDetail(Kind.ROUTE, "/api/orders"),
        some,
        new UsageDetail(Kind.CLIENT_VERSION, "1.4.0"),
        rest,
        new UsageDetail(Kind.CLIENT_VERSION, HOSTILE),
        some,
        new UsageDetail(Kind.NETWORK, "10.2.0.0/24"),
        all);
  }

  private List<DeniedRequest> denials() {
    List<DeniedRequest> denials = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Reason reason = i % 3 == 0 ? Reason.PERMISSION_MISSING : Reason.RATE_LIMITED;
      denials.add(
          new DeniedRequest(
              now.minus(Duration.ofMinutes(7L * i)),
              key,
              reason,
              i % 3 == 0 ? "lacks orders:write" : "over the limit of plan default: minute",
              "GET",
              "/api/orders/{id}",
              "10.2.0.0/24",
              "request-" + i,
              i == 1 ? HOSTILE : "1.4.0"));
    }
    return denials;
  }
}
