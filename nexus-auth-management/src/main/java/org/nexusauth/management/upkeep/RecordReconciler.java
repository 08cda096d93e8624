package org.nexusauth.management.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * Mends records whose revocation store is another engine: a crash, or a command, can leave there
 * what the records have not. Compares all records of recorded organizations, a part at each call,
 * and begins again after the last one. What the revocation store says is right. Used by one thread
 * at a time; several nodes may mend at the same time.
 */
public final class RecordReconciler {
  private static final int PART = 50;

  /** The largest difference between clocks, and more. */
  private static final Duration AFTER_EXPIRY = Duration.ofDays(1);

  private final ManagementPorts ports;
  private final Deque<Part> remaining = new ArrayDeque<>();

  /** One part of a list; returns how many records were mended. */
  @FunctionalInterface
  private interface Part {
    int compare(RecordMending mending);
  }

  /** Mends records through ports. */
  public RecordReconciler(ManagementPorts ports) {
    this.ports = ports;
  }

  /**
   * Compares the next 50 records at most.
   *
   * @return how many were mended; 0 where there is nothing to compare with, or no need to
   * @throws ManagementException of kind {@code UNAVAILABLE}; the next call begins from the start
   */
  public int reconcileNext() {
    RevocationReader reader = ports.revocations().reader().orElse(null);
    if (reader == null || ports.records().joinsRevocations()) {
      return 0;
    }
    try {
      return compareNext(new RecordMending(ports, reader));
    } catch (StatusUnavailableException e) {
      remaining.clear();
      throw ManagementException.unavailable("The revocation store cannot be reached.", e);
    } catch (ManagementException e) {
      remaining.clear();
      throw e;
    }
  }

  /** Returns whether all records were compared since the last start. */
  public boolean isAtStart() {
    return remaining.isEmpty();
  }

  private int compareNext(RecordMending mending) {
    Part next = remaining.poll();
    if (next == null) {
      next = organizationsAfter(null);
    }
    return next.compare(mending);
  }

  private Part organizationsAfter(@Nullable String cursor) {
    return mending -> {
      ResultPage<Organization> page =
          ports.records().read(all -> all.listOrganizations(null, pageAfter(cursor)));
      page.items().forEach(one -> addOrganization(one.id()));
      if (page.nextCursor() != null) {
        remaining.add(organizationsAfter(page.nextCursor()));
      }
      return 0;
    };
  }

  private void addOrganization(String id) {
    Function<PageRequest, ResultPage<Agent>> agents =
        page -> ports.records().read(all -> all.listAgents(id, null, page));
    Function<PageRequest, ResultPage<Integration>> integrations =
        page -> ports.records().read(all -> all.listIntegrations(allIntegrationsOf(id), page));
    Function<PageRequest, ResultPage<ApiKeyRecord>> keys =
        page -> ports.records().read(all -> all.listApiKeys(allKeysOf(id), page));
    remaining.add(partOf(agents, mending -> mending::mendAgent, null));
    remaining.add(partOf(integrations, mending -> mending::mendIntegration, null));
    remaining.add(partOf(keys, mending -> key -> mendUnlessExpired(mending, key), null));
  }

  private IntegrationQuery allIntegrationsOf(String organizationId) {
    return new IntegrationQuery(organizationId, null, null, null, null, null, ports.now());
  }

  private ApiKeyQuery allKeysOf(String organizationId) {
    return new ApiKeyQuery(organizationId, null, null, null, null, null, null, ports.now());
  }

  private int mendUnlessExpired(RecordMending mending, ApiKeyRecord key) {
    Instant expiresAt = key.claims().expiresAt();
    if (expiresAt != null && expiresAt.plus(AFTER_EXPIRY).isBefore(ports.now())) {
      return 0;
    }
    return mending.mendKey(key);
  }

  private <T> Part partOf(
      Function<PageRequest, ResultPage<T>> list,
      Function<RecordMending, ToIntFunction<T>> comparing,
      @Nullable String cursor) {
    return mending -> {
      ResultPage<T> page = list.apply(pageAfter(cursor));
      if (page.nextCursor() != null) {
        remaining.addFirst(partOf(list, comparing, page.nextCursor()));
      }
      return page.items().stream().mapToInt(comparing.apply(mending)).sum();
    };
  }

  private static PageRequest pageAfter(@Nullable String cursor) {
    return new PageRequest(PART, cursor);
  }
}
