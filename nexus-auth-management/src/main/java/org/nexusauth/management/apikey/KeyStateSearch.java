package org.nexusauth.management.apikey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyStates;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.revocation.KeyStatus;

/**
 * Finds keys that are in one state by the verdict of the revocation store. Records alone do not
 * know it: a revocation of an organization, agent, integration or signing key, or of all keys that
 * were issued before an instant, is in no key's record.
 *
 * <p>Records are examined until the page is full, at most {@link #MAX_EXAMINED} of them: then the
 * page is shorter, and its cursor goes on from there.
 */
final class KeyStateSearch {
  /** How many records are examined for one page. */
  static final int MAX_EXAMINED = 2_000;

  /** The finest unit of time that records have. */
  private static final ChronoUnit TICK = ChronoUnit.MICROS;

  private final ManagementPorts ports;
  private final ApiKeyQuery query;
  private final KeyState wanted;
  private final Instant now;

  /**
   * A key in the wanted state.
   *
   * @param record its record
   * @param status the verdict of the revocation store
   */
  record FoundKey(ApiKeyRecord record, KeyStatus status) {}

  KeyStateSearch(ManagementPorts ports, ApiKeyQuery query, KeyState wanted) {
    this.ports = ports;
    this.now = ports.now();
    this.wanted = wanted;
    this.query = widenToAnyState(query, wanted, now);
  }

  /** Keys past their end, or near it, are found by that; the verdict decides on them, too. */
  private static ApiKeyQuery widenToAnyState(ApiKeyQuery query, KeyState wanted, Instant now) {
    return new ApiKeyQuery(
        query.organizationId(),
        query.integrationId(),
        query.agentId(),
        null,
        earlierOf(query.expiresBefore(), latestEndOf(wanted, now)),
        query.unusedSince(),
        query.text(),
        query.plan(),
        query.environment(),
        query.now());
  }

  private static @Nullable Instant latestEndOf(KeyState wanted, Instant now) {
    return switch (wanted) {
      case EXPIRED -> now.plus(1, TICK);
      case EXPIRING -> now.plus(KeyStates.EXPIRING).plus(1, TICK);
      case ACTIVE, RETIRING, REVOKED, INTEGRATION_DISABLED, AGENT_RESTRICTED -> null;
    };
  }

  private static @Nullable Instant earlierOf(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || (other != null && other.isBefore(one))) {
      return other;
    }
    return one;
  }

  /**
   * Returns a page of keys in the wanted state.
   *
   * @throws org.nexusauth.revocation.StatusUnavailableException if the revocation store does not
   *     answer
   */
  ResultPage<FoundKey> findPage(PageRequest page) {
    List<FoundKey> found = new ArrayList<>();
    String cursor = page.cursor();
    int examined = 0;
    do {
      ResultPage<ApiKeyRecord> records = readRecords(cursor);
      for (ApiKeyRecord key : records.items()) {
        KeyStatus status = ports.revocations().statusOf(key.claims().subject());
        if (KeyStates.stateOf(key, status, now) != wanted) {
          continue;
        }
        if (found.size() == page.limit()) { // One more than the page holds: there is a next page.
          ApiKeyRecord last = found.get(found.size() - 1).record();
          return new ResultPage<>(found, PageCursor.afterKey(last).encode());
        }
        found.add(new FoundKey(key, status));
      }
      // A store may filter many rows for a part with few items: each part counts as a full one.
      examined += PageRequest.MAX_LIMIT;
      cursor = records.nextCursor();
    } while (cursor != null && examined < MAX_EXAMINED);
    return new ResultPage<>(found, cursor);
  }

  private ResultPage<ApiKeyRecord> readRecords(@Nullable String cursor) {
    PageRequest page = new PageRequest(PageRequest.MAX_LIMIT, cursor);
    return ports.records().read(all -> all.listApiKeys(query, page));
  }
}
