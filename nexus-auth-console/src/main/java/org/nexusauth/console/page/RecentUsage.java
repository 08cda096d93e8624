package org.nexusauth.console.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.usage.UsageReports;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;

/**
 * Figures of usage on pages about something else. They are left out where usage is not counted, or
 * its store is away: nothing that must be done now may wait for it.
 */
public final class RecentUsage {
  private RecentUsage() {}

  /** Returns the last 24 hours of integrations; empty where there are no figures. */
  public static Map<String, UsageSeries> ofIntegrations(ConsoleCall call, List<String> ids) {
    return read(
            call, usage -> usage.lastDayOfIntegrations(call.operator(), call.organization(), ids))
        .orElse(Map.of());
  }

  /** Returns the last 24 hours of keys; empty where there are no figures. */
  public static Map<KeyRef, UsageSeries> ofKeys(ConsoleCall call, List<KeyRef> keys) {
    return read(call, usage -> usage.lastDayOfKeys(call.operator(), call.organization(), keys))
        .orElse(Map.of());
  }

  /** Returns the requests of the last hour; null where there are no figures. */
  public static @Nullable RequestCounts lastHour(ConsoleCall call, UsageScope scope) {
    return read(call, usage -> usage.countLastHour(call.operator(), scope)).orElse(null);
  }

  private static <T> Optional<T> read(ConsoleCall call, Function<UsageReports, T> work) {
    UsageReports usage = call.services().usage();
    if (!usage.isUsed()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.apply(usage));
    } catch (ManagementException e) {
      if (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
