package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.usage.UsageReport;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;

/** Usage and the error log. Every member is always there. */
public final class UsageJson {
  private UsageJson() {}

  /** Returns what an organization, an integration or a key did. */
  public static ObjectNode render(UsageReport report) {
    ObjectNode json = ApiJson.object();
    UsageScope scope = report.scope();
    UsageSeries series = report.series();
    json.put("organizationId", scope.organizationId());
    json.put("integrationId", scope.integrationId());
    json.put("keyId", scope.keyId());
    json.put("period", report.period().code());
    DirectoryJson.putInstant(json, "from", series.range().from());
    DirectoryJson.putInstant(json, "to", series.range().to());
    json.put("stepSeconds", series.range().step().toSeconds());
    DirectoryJson.putInstant(json, "completeUpTo", report.completeUpTo());
    putCounts(json, series.sum());
    putSeries(json.putArray("series"), series);
    putDetails(json.putArray("routes"), report.routes());
    putDetails(json.putArray("clientVersions"), report.clientVersions());
    putDetails(json.putArray("networks"), report.networks());
    return json;
  }

  private static void putCounts(ObjectNode json, RequestCounts counts) {
    json.put("requests", counts.requests());
    json.put("denied", counts.denied());
    json.put("failed", counts.failed());
  }

  private static void putSeries(ArrayNode array, UsageSeries series) {
    series
        .requests()
        .forEach(
            (outcome, numbers) -> {
              ObjectNode item = array.addObject();
              putOutcome(item, outcome);
              item.put("total", series.totals().get(outcome));
              ArrayNode steps = item.putArray("steps");
              numbers.forEach(steps::add);
            });
  }

  private static void putOutcome(ObjectNode item, Outcome outcome) {
    item.put("outcome", outcome.code());
    item.put("denied", outcome.isDenied());
  }

  private static void putDetails(ArrayNode array, List<DetailCount> details) {
    for (DetailCount detail : details) {
      ObjectNode item = array.addObject();
      item.put("value", detail.value());
      putCounts(item, detail.counts());
      DirectoryJson.putInstant(item, "firstAt", detail.firstAt());
    }
  }

  /** Returns a part of the error log. */
  public static ObjectNode render(DenialPage page) {
    ObjectNode json = ApiJson.object();
    ArrayNode items = json.putArray("items");
    page.denials().forEach(denial -> items.add(render(denial)));
    json.put("nextCursor", page.next());
    return json;
  }

  private static ObjectNode render(DeniedRequest denial) {
    ObjectNode json = ApiJson.object();
    DirectoryJson.putInstant(json, "at", denial.at());
    json.put("organizationId", denial.key().organizationId());
    json.put("integrationId", denial.key().integrationId());
    json.put("keyId", denial.key().keyId());
    json.put("reason", denial.reason().code());
    json.put("detail", denial.detail());
    json.put("method", denial.method());
    json.put("route", denial.route());
    json.put("network", denial.network());
    json.put("requestId", denial.requestId());
    json.put("clientVersion", denial.clientVersion());
    return json;
  }
}
