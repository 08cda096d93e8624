package org.nexusauth.console.page.usage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.usage.UsagePeriod;
import org.nexusauth.management.usage.UsageReport;
import org.nexusauth.usage.store.UsageSeries;

/** Requests by outcome over time: of an organization, an integration or a key. */
public final class UsagePage {
  private static final String PERIOD = "period";
  private static final Map<String, String> DOWNLOAD =
      Map.of("Content-Disposition", "attachment; filename=\"usage.csv\"");

  private UsagePage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return Stream.of(UsagePlace.ORGANIZATION, UsagePlace.INTEGRATION, UsagePlace.KEY)
        .flatMap(
            place ->
                Stream.of(
                    Route.page(place + "/usage", Role.VIEWER, UsagePage::showUsage)
                        .withQuery(PERIOD),
                    Route.page(place + "/usage/export", Role.VIEWER, UsagePage::exportUsage)
                        .withQuery(PERIOD)))
        .toList();
  }

  /**
   * What it shows.
   *
   * @param place whose usage it is
   * @param report the figures; null where usage is not counted
   */
  public record UsageView(UsagePlace place, @Nullable UsageReport report) {

    /** Returns the figures, which are there. */
    public UsageReport figures() {
      return Objects.requireNonNull(report);
    }

    /** Returns the figures step by step. */
    public List<UsageStep> steps() {
      return UsageStep.of(figures().series());
    }

    /** Returns how many requests were denied as a limit was used up. */
    public long limitHits() {
      return figures().series().totals().entrySet().stream()
          .filter(entry -> entry.getKey().code().equals("rate_limited"))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    /** Returns a page of this place, as the end of a link, with a period. */
    public static String query(UsagePeriod period) {
      return "?period=" + period.code();
    }
  }

  private static ConsoleResponse showUsage(ConsoleCall call) {
    UsagePlace place = UsagePlace.read(call, "usage");
    UsagePeriod period = readPeriod(call);
    UsageReport report = null;
    if (call.services().usage().isUsed()) {
      report = call.services().usage().report(call.operator(), place.scope(), period);
    }
    return ConsoleResponse.page(
        new HtmlPage(
            "usage/usage", place.title("Usage"), Section.USAGE, new UsageView(place, report)));
  }

  private static UsagePeriod readPeriod(ConsoleCall call) {
    UsagePeriod period = call.query().readValue(PERIOD, UsagePage::parsePeriod);
    call.query().finish();
    return period == null ? UsagePeriod.DAY : period;
  }

  private static UsagePeriod parsePeriod(String text) {
    return UsagePeriod.find(text)
        .orElseThrow(() -> new IllegalArgumentException("Expected one of 1h, 24h, 7d, 30d, 12m."));
  }

  private static ConsoleResponse exportUsage(ConsoleCall call) {
    UsagePlace place = UsagePlace.read(call, "usage");
    UsageSeries series =
        call.services().usage().report(call.operator(), place.scope(), readPeriod(call)).series();
    return new ConsoleResponse.Streamed("text/csv", DOWNLOAD, out -> writeCsv(series, out));
  }

  /** Times and numbers alone: no value can be taken for a formula. */
  private static void writeCsv(UsageSeries series, Appendable out) throws IOException {
    out.append("start");
    for (Outcome outcome : series.requests().keySet()) {
      out.append(',').append(outcome.code());
    }
    out.append("\r\n");
    for (int i = 0; i < series.range().steps(); i++) {
      out.append(series.range().startOf(i).toString());
      for (List<Long> numbers : series.requests().values()) {
        out.append(',').append(numbers.get(i).toString());
      }
      out.append("\r\n");
    }
  }
}
