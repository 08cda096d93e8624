package org.nexusauth.management.alert.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.activity.ActivityTracker;
import org.nexusauth.management.alert.evaluation.EvaluationResult;
import org.nexusauth.management.alert.evaluation.RuleEvaluation;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.ResultPage;

/**
 * Evaluates the rules about records: goes through the keys that end soon or are not used, a part at
 * each call, and finds what the last complete pass has found. Used by one thread.
 */
public final class RecordEvaluation implements RuleEvaluation {
  private static final Set<AlertKind> KINDS = EnumSet.of(AlertKind.EXPIRING, AlertKind.UNUSED);
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final int MAX_PAGES = 200;
  private static final long MAX_NANOS = Duration.ofSeconds(3).toNanos();

  private final ManagementPorts ports;
  private final AlertThresholds thresholds;
  private final ActivityTracker rules;
  private final Deque<PassStep> steps = new ArrayDeque<>();
  private final List<Finding> passFindings = new ArrayList<>();
  private Instant nextPass = Instant.MIN;
  private Instant passStart = Instant.MIN;
  private EvaluationResult result = EvaluationResult.NONE;

  /** Makes an evaluation that has read nothing. */
  public RecordEvaluation(ManagementPorts ports, AlertThresholds thresholds) {
    this.ports = ports;
    this.thresholds = thresholds;
    this.rules = new ActivityTracker(thresholds);
  }

  /**
   * A part of a list of keys.
   *
   * @param query which keys
   * @param cursor where the part begins; null for the beginning
   */
  private record PassStep(ApiKeyQuery query, @Nullable String cursor) {}

  @Override
  public EvaluationResult evaluate(Instant now) {
    if (steps.isEmpty() && !isWaiting(now)) {
      startPass(now);
    }
    if (!steps.isEmpty()) {
      continuePass();
    }
    return result;
  }

  /** A pass that is further away than the interval is due: the clock was set back. */
  private boolean isWaiting(Instant now) {
    return now.isBefore(nextPass) && !nextPass.isAfter(now.plus(INTERVAL));
  }

  private void startPass(Instant now) {
    nextPass = now.plus(INTERVAL);
    passStart = now;
    passFindings.clear();
    List<String> organizations = ports.records().read(RecordEvaluation::listOrganizationIds);
    for (String id : organizations) {
      steps.add(new PassStep(queryOf(id, now.plus(longestExpiry()), null, now), null));
      steps.add(new PassStep(queryOf(id, null, now.minus(thresholds.unusedAfter()), now), null));
    }
    if (steps.isEmpty()) {
      finishPass();
    }
  }

  private static List<String> listOrganizationIds(RecordReader records) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      ResultPage<Organization> page =
          records.listOrganizations(null, new PageRequest(PageRequest.MAX_LIMIT, cursor));
      page.items().forEach(organization -> ids.add(organization.id()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return ids;
  }

  private Duration longestExpiry() {
    return Duration.ofDays(Collections.max(thresholds.expiryDays()));
  }

  private static ApiKeyQuery queryOf(
      String organizationId,
      @Nullable Instant expiresBefore,
      @Nullable Instant unusedSince,
      Instant now) {
    return new ApiKeyQuery(organizationId, null, null, null, expiresBefore, unusedSince, null, now);
  }

  private void continuePass() {
    long start = System.nanoTime();
    for (int i = 0; i < MAX_PAGES && !steps.isEmpty(); i++) {
      if (System.nanoTime() - start > MAX_NANOS) {
        return;
      }
      PassStep step = steps.element();
      PassStep next = ports.records().read(records -> readPage(records, step));
      steps.remove(); // Not before it was read: a failure repeats it.
      if (next != null) {
        steps.addFirst(next);
      }
    }
    if (steps.isEmpty()) {
      finishPass();
    }
  }

  /** Returns the next part of the same list; null if there is none. */
  private @Nullable PassStep readPage(RecordReader records, PassStep step) {
    ResultPage<ApiKeyRecord> page =
        records.listApiKeys(step.query(), new PageRequest(PageRequest.MAX_LIMIT, step.cursor()));
    for (KeyFacts facts : KeyFactsReader.createRecordFacts(records, page.items())) {
      passFindings.addAll(rules.evaluateRecord(facts, passStart));
    }
    if (page.nextCursor() == null) {
      return null;
    }
    return new PassStep(step.query(), page.nextCursor());
  }

  private void finishPass() {
    result = new EvaluationResult(KINDS, passFindings);
    passFindings.clear();
  }

  @Override
  public void reset() {
    steps.clear();
    passFindings.clear();
    nextPass = Instant.MIN;
    result = EvaluationResult.NONE;
  }
}
