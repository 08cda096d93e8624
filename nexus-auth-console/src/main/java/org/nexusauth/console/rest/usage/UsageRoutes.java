package org.nexusauth.console.rest.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.UsageJson;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.usage.UsagePeriod;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.UsageScope;

/**
 * Usage and the error log: of an organization, an integration and a key.
 *
 * @param clock up to when the error log is read
 */
public record UsageRoutes(Clock clock) {
  private static final String ORGANIZATION = "/organizations/{organization}";
  private static final String INTEGRATION = ORGANIZATION + "/integrations/{integration}";
  private static final String KEY = INTEGRATION + "/keys/{key}";
  private static final List<String> PLACES = List.of(ORGANIZATION, INTEGRATION, KEY);

  /** Other nodes' clocks may be ahead. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  /** Returns the routes. */
  public List<Route> list() {
    return PLACES.stream()
        .flatMap(
            place ->
                Stream.of(
                    Route.get(place + "/usage", Role.VIEWER, UsageRoutes::showUsage)
                        .withQuery("period"),
                    Route.get(place + "/errors", Role.VIEWER, this::listDenials)
                        .inPages()
                        .withQuery("reason", "from", "to", "requestId")))
        .toList();
  }

  private static ConsoleResponse showUsage(ConsoleCall call) {
    UsagePeriod period = call.query().readValue("period", UsageRoutes::readPeriod);
    call.query().finish();
    return ConsoleResponse.ok(
        UsageJson.render(
            call.services()
                .usage()
                .report(
                    call.operator(),
                    scopeOf(call),
                    Objects.requireNonNullElse(period, UsagePeriod.DAY))));
  }

  private ConsoleResponse listDenials(ConsoleCall call) {
    QueryReader query = call.query();
    PageRequest page = query.readPage();
    Reason reason = query.readValue("reason", UsageRoutes::readReason);
    Instant from = query.readValue("from", ValueFormats::readInstant);
    Instant to = query.readValue("to", ValueFormats::readInstant);
    query.finish();
    DenialQuery wanted =
        new DenialQuery(
            scopeOf(call),
            reasonsOf(reason),
            Objects.requireNonNullElse(from, Instant.EPOCH),
            Objects.requireNonNullElse(to, clock.instant().plus(CLOCK_SKEW)),
            query.readText("requestId"),
            page.cursor(),
            page.limit());
    return ConsoleResponse.ok(
        UsageJson.render(call.services().usage().listDenials(call.operator(), wanted)));
  }

  private static Set<Reason> reasonsOf(@Nullable Reason reason) {
    return reason == null ? Set.of() : Set.of(reason);
  }

  private static UsageScope scopeOf(ConsoleCall call) {
    return new UsageScope(
        call.organization(), call.path().get("integration"), call.path().get("key"));
  }

  private static UsagePeriod readPeriod(String code) {
    return UsagePeriod.find(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    expectOneOf(Arrays.stream(UsagePeriod.values()).map(UsagePeriod::code))));
  }

  private static Reason readReason(String code) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    expectOneOf(Arrays.stream(Reason.values()).map(Reason::code))));
  }

  private static String expectOneOf(Stream<String> codes) {
    return codes.collect(Collectors.joining(", ", "Expected one of: ", "."));
  }
}
