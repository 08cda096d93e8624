package org.nexusauth.management.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;
import org.nexusauth.usage.store.UsageStoreException;

/**
 * What keys did, for operators, in the organizations that they see. Methods throw {@link
 * ManagementException} of kind {@code NOT_FOUND} for what is not there or not seen, and {@code
 * UNAVAILABLE} while the store of usage cannot be reached. Thread-safe.
 */
public final class UsageReports {
  /** How many routes, versions and networks a report has at most. */
  public static final int MAX_DETAILS = 20;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManagementPorts ports;
  private final @Nullable UsageReader reader;

  /**
   * Makes the service.
   *
   * @param reader null where usage is not counted
   */
  public UsageReports(ManagementPorts ports, @Nullable UsageReader reader) {
    this.ports = ports;
    this.reader = reader;
  }

  /** Returns whether usage is counted here; else every other method throws. */
  public boolean isUsed() {
    return reader != null;
  }

  /** Reports what an organization, an integration or a key did. */
  public UsageReport report(Operator operator, UsageScope scope, UsagePeriod period) {
    requireSeen(operator, scope);
    Instant now = ports.now();
    UsageRange range = period.endingAt(now);
    return read(
        usage ->
            new UsageReport(
                scope,
                period,
                usage.readSeries(scope, range),
                usage.completeUpTo(now),
                usage.readDetails(scope, UsageDetail.Kind.ROUTE, range, MAX_DETAILS),
                usage.readDetails(scope, UsageDetail.Kind.CLIENT_VERSION, range, MAX_DETAILS),
                usage.readDetails(scope, UsageDetail.Kind.NETWORK, range, MAX_DETAILS)));
  }

  /** Returns the requests of the last hour, by minutes up to now. */
  public RequestCounts countLastHour(Operator operator, UsageScope scope) {
    requireSeen(operator, scope);
    UsageRange range = UsageRange.endingAt(ports.now(), MINUTE, 60);
    return read(usage -> usage.readSeries(scope, range).sum());
  }

  /**
   * Returns the last 24 hours of integrations of one organization, by hours, for a list; all are in
   * it.
   *
   * @param integrationIds at most 200
   */
  public Map<String, UsageSeries> lastDayOfIntegrations(
      Operator operator, String organizationId, Collection<String> integrationIds) {
    requireSeen(operator, UsageScope.organization(organizationId));
    Map<UsageScope, String> ids = new LinkedHashMap<>();
    integrationIds.forEach(id -> ids.put(UsageScope.integration(organizationId, id), id));
    return lastDay(ids);
  }

  /**
   * Returns the last 24 hours of keys of one organization, by hours, for a list; all are in it.
   *
   * @param keys at most 200
   */
  public Map<KeyRef, UsageSeries> lastDayOfKeys(
      Operator operator, String organizationId, Collection<KeyRef> keys) {
    requireSeen(operator, UsageScope.organization(organizationId));
    Map<UsageScope, KeyRef> scopes = new LinkedHashMap<>();
    for (KeyRef key : keys) {
      if (!key.organizationId().equals(organizationId)) {
        throw AccessCheck.notFound("key");
      }
      scopes.put(scopeOf(key), key);
    }
    return lastDay(scopes);
  }

  /** Returns a key as what usage is asked of. */
  public static UsageScope scopeOf(KeyRef key) {
    return new UsageScope(key.organizationId(), key.integrationId(), key.keyId());
  }

  private <T> Map<T, UsageSeries> lastDay(Map<UsageScope, T> names) {
    UsageRange range = UsageRange.endingAt(ports.now(), HOUR, 24);
    Map<UsageScope, UsageSeries> found = read(usage -> usage.readSeries(names.keySet(), range));
    Map<T, UsageSeries> all = new LinkedHashMap<>();
    names.forEach(
        (scope, name) ->
            all.put(name, found.getOrDefault(scope, new UsageSeries(range, Map.of()))));
    return all;
  }

  /**
   * Returns a page of the error log.
   *
   * @throws ManagementException of kind {@code INVALID} also for a cursor that is none
   */
  public DenialPage listDenials(Operator operator, DenialQuery query) {
    requireSeen(operator, query.scope());
    try {
      return read(usage -> usage.readDenials(query));
    } catch (IllegalArgumentException e) {
      if (query.after() == null) {
        throw e;
      }
      throw ManagementException.invalid(
          List.of(new FieldError("cursor", "It is not a cursor of this list; send nextCursor.")));
    }
  }

  /** Returns the instant before which all requests are counted. */
  public Instant completeUpTo() {
    return read(usage -> usage.completeUpTo(ports.now()));
  }

  private void requireSeen(Operator operator, UsageScope scope) {
    String integration = scope.integrationId();
    String what = integration == null ? "organization" : "integration";
    AccessCheck.requireOrganization(operator, scope.organizationId(), what);
    List<Boolean> found =
        ports
            .records()
            .read(
                records ->
                    List.of(
                        records.findOrganization(scope.organizationId()).isPresent(),
                        integration == null
                            || records
                                .findIntegration(scope.organizationId(), integration)
                                .isPresent()));
    if (found.contains(false)) {
      throw AccessCheck.notFound(what);
    }
  }

  private <T> T read(Function<UsageReader, T> work) {
    if (reader == null) {
      throw ManagementException.of(
          Kind.NOT_FOUND,
          "Usage is not counted here. Set nexus.auth.usage.store, for example to jdbc.");
    }
    try {
      return work.apply(reader);
    } catch (UsageStoreException e) {
      throw ManagementException.unavailable(
          "The store of usage does not answer. Try again in a moment.", e);
    }
  }
}
