package org.nexusauth.cli.usage;

import static org.nexusauth.cli.management.RecordFormat.textOf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.RecordFormat;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.usage.UsageReport;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageSeries;

/** How usage and the error log are shown; JSON has the members of the REST API. */
final class UsageFormats {

  static final RecordFormat<DeniedRequest> DENIAL =
      new RecordFormat<DeniedRequest>("denied requests")
          .timeMember("at", DeniedRequest::at)
          .member("organizationId", denial -> denial.key().organizationId())
          .member("integrationId", denial -> denial.key().integrationId())
          .member("keyId", denial -> denial.key().keyId())
          .member("reason", denial -> denial.reason().code())
          .member("detail", DeniedRequest::detail)
          .member("method", DeniedRequest::method)
          .member("route", DeniedRequest::route)
          .member("network", DeniedRequest::network)
          .member("requestId", DeniedRequest::requestId)
          .member("clientVersion", DeniedRequest::clientVersion)
          .timeColumn("time", DeniedRequest::at)
          .column("reason", denial -> denial.reason().code())
          .cuttableColumn("key", denial -> denial.key().keyId())
          .column("method", DeniedRequest::method)
          .cuttableColumn("route", DeniedRequest::route)
          .cuttableColumn("network", DeniedRequest::network)
          .cuttableColumn("client", DeniedRequest::clientVersion)
          .cuttableColumn("request", DeniedRequest::requestId)
          .cuttableColumn("cause", DeniedRequest::detail);

  static final RecordFormat<Map.Entry<Outcome, Long>> OUTCOME =
      new RecordFormat<Map.Entry<Outcome, Long>>("outcomes")
          .column("outcome", entry -> entry.getKey().code())
          .column("requests", entry -> textOf(entry.getValue()));

  private UsageFormats() {}

  /** Returns how the values of a detail are shown. */
  static RecordFormat<DetailCount> detailOf(String name) {
    return new RecordFormat<DetailCount>(name)
        .column("requests", detail -> textOf(detail.counts().requests()))
        .column("denied", detail -> textOf(detail.counts().denied()))
        .column("failed", detail -> textOf(detail.counts().failed()))
        .cuttableColumn(name, DetailCount::value);
  }

  static Map<String, @Nullable Object> membersOf(UsageReport report) {
    UsageSeries series = report.series();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("organizationId", report.scope().organizationId());
    members.put("integrationId", report.scope().integrationId());
    members.put("keyId", report.scope().keyId());
    members.put("period", report.period().code());
    members.put("from", series.range().from().toString());
    members.put("to", series.range().to().toString());
    members.put("stepSeconds", series.range().step().toSeconds());
    members.put("completeUpTo", report.completeUpTo().toString());
    putCounts(members, series.sum());
    members.put("series", seriesOf(series));
    members.put("routes", detailsOf(report.routes()));
    members.put("clientVersions", detailsOf(report.clientVersions()));
    members.put("networks", detailsOf(report.networks()));
    return members;
  }

  private static void putCounts(Map<String, @Nullable Object> members, RequestCounts counts) {
    members.put("requests", counts.requests());
    members.put("denied", counts.denied());
    members.put("failed", counts.failed());
  }

  private static List<Object> seriesOf(UsageSeries series) {
    Map<Outcome, Long> totals = series.totals();
    List<Object> all = new ArrayList<>();
    series
        .requests()
        .forEach(
            (outcome, numbers) -> {
              Map<String, @Nullable Object> one = new LinkedHashMap<>();
              one.put("outcome", outcome.code());
              one.put("denied", outcome.isDenied());
              one.put("total", totals.get(outcome));
              one.put("steps", numbers);
              all.add(one);
            });
    return all;
  }

  private static List<Object> detailsOf(List<DetailCount> details) {
    List<Object> all = new ArrayList<>();
    for (DetailCount detail : details) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("value", detail.value());
      putCounts(one, detail.counts());
      one.put("firstAt", detail.firstAt().toString());
      all.add(one);
    }
    return all;
  }
}
