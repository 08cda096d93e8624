package org.nexusauth.management.usage;

import java.time.Instant;
import java.util.List;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;

/**
 * What an organization, an integration or a key did in a period.
 *
 * @param scope whose usage it is
 * @param period the period
 * @param series requests by outcome over time
 * @param completeUpTo all requests before are counted
 * @param routes the routes with the most requests, those first
 * @param clientVersions the client versions with the most requests, those first
 * @param networks the networks with the most requests, those first
 */
public record UsageReport(
    UsageScope scope,
    UsagePeriod period,
    UsageSeries series,
    Instant completeUpTo,
    List<DetailCount> routes,
    List<DetailCount> clientVersions,
    List<DetailCount> networks) {

  /** Copies the lists. */
  public UsageReport {
    routes = List.copyOf(routes);
    clientVersions = List.copyOf(clientVersions);
    networks = List.copyOf(networks);
  }
}
