package org.nexusauth.management.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.LimitAssignments;
import org.nexusauth.limit.LimitAssignments.KeyLimit;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.model.plan.OngoingRotation;
import org.nexusauth.management.model.plan.PlanAssignment;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.revocation.SubjectId;

/**
 * Reads what records say about limits when it has changed. Each change of records moves the head of
 * the audit log in its transaction, so that one row says whether there is anything to read. What
 * was read last stays while the store cannot be reached.
 *
 * <p>{@link #run} is called by one thread, {@link #get} by any.
 */
public final class PlanReplicator implements Runnable, Supplier<LimitAssignments> {
  /** How many keys may have another plan than they claim: every node holds them in memory. */
  public static final int MAX_ASSIGNMENTS = 100_000;

  /** More rotations at once than this share no windows, and a message says so. */
  private static final int MAX_ROTATIONS = 100_000;

  /** More changes than this since the last reading are not looked at one by one. */
  private static final int MAX_EVENTS = 200;

  /** Changes of keys that concern no limit. All other ones of keys and plans may. */
  private static final Set<String> IRRELEVANT =
      Set.of("key.create", "key.sign", "key.rename", "key.import");

  private static final Set<String> RELEVANT_KINDS = Set.of("key", AuditedPlanWriter.KIND);

  private final ManagementPorts ports;

  /** Written by the one thread. */
  private volatile LimitAssignments assignments = LimitAssignments.NONE;

  private Map<String, LimitPlan> plans = Map.of();
  private Map<SubjectId, KeyLimit> keys = Map.of();
  private @Nullable AuditHead lastHead;
  private Instant firstEnd = Instant.MAX;
  private boolean tooMany;

  /** Makes a replicator that has read nothing. */
  public PlanReplicator(ManagementPorts ports) {
    this.ports = ports;
  }

  /** Returns what was read last: the same object until it changes. */
  @Override
  public LimitAssignments get() {
    return assignments;
  }

  /** Reads what has changed. */
  @Override
  public void run() {
    Instant now = ports.now();
    AuditHead known = lastHead;
    lastHead = null; // Whatever fails now, all is read the next time.
    lastHead = ports.records().read(records -> readChanges(records, known, now));
  }

  private AuditHead readChanges(RecordReader records, @Nullable AuditHead known, Instant now) {
    AuditHead head = records.readAuditHead();
    if (known == null || !now.isBefore(firstEnd) || isChanged(records, known, head)) {
      readAll(records, now);
    }
    return head;
  }

  private static boolean isChanged(RecordReader records, AuditHead known, AuditHead head) {
    if (head.equals(known)) {
      return false;
    }
    if (head.sequence() <= known.sequence()) {
      return true; // Another copy of the records.
    }
    List<AuditEvent> events = records.readAuditEvents(known.sequence(), MAX_EVENTS);
    return events.size() >= MAX_EVENTS || events.stream().anyMatch(PlanReplicator::isRelevant);
  }

  private static boolean isRelevant(AuditEvent event) {
    return RELEVANT_KINDS.contains(event.subjectKind()) && !IRRELEVANT.contains(event.action());
  }

  private void readAll(RecordReader records, Instant now) {
    Map<String, LimitPlan> readPlans = new HashMap<>();
    for (PlanRecord plan : records.listPlans()) {
      readPlans.put(plan.name(), plan.limits());
    }
    Map<SubjectId, KeyLimit> readKeys = new HashMap<>();
    for (PlanAssignment assignment : records.listPlanAssignments(now, MAX_ASSIGNMENTS)) {
      readKeys.put(assignment.key().subjectId(), new KeyLimit(assignment.plan(), null));
    }
    List<OngoingRotation> rotations = records.listOngoingRotations(now, MAX_ROTATIONS + 1);
    reportIfTooMany(rotations.size() > MAX_ROTATIONS);
    addRotations(readKeys, rotations);
    firstEnd = rotations.isEmpty() ? Instant.MAX : rotations.get(0).endsAt();
    replace(readPlans, readKeys);
  }

  /** A successor has the windows, and the plan, of the oldest key of its chain that is valid. */
  private static void addRotations(Map<SubjectId, KeyLimit> keys, List<OngoingRotation> rotations) {
    Map<SubjectId, OngoingRotation> bySuccessor = new HashMap<>();
    for (OngoingRotation rotation : rotations) {
      bySuccessor.put(rotation.successor().subjectId(), rotation);
    }
    for (OngoingRotation rotation : rotations) {
      OngoingRotation oldest = findOldest(rotation, bySuccessor);
      String plan = Objects.requireNonNullElse(oldest.plan(), LimitPlan.DEFAULT);
      keys.put(rotation.successor().subjectId(), new KeyLimit(plan, oldest.old().subjectId()));
    }
  }

  private static OngoingRotation findOldest(
      OngoingRotation rotation, Map<SubjectId, OngoingRotation> bySuccessor) {
    OngoingRotation oldest = rotation;
    for (int i = 0; i < bySuccessor.size(); i++) { // Bounded, whatever the records say.
      OngoingRotation before = bySuccessor.get(oldest.old().subjectId());
      if (before == null) {
        return oldest;
      }
      oldest = before;
    }
    return oldest;
  }

  private void reportIfTooMany(boolean now) {
    if (now && !tooMany) {
      Log.tooManyRotations(MAX_ROTATIONS);
    }
    tooMany = now;
  }

  /** The limiter notices a change by the identity of the object. */
  private void replace(Map<String, LimitPlan> readPlans, Map<SubjectId, KeyLimit> readKeys) {
    if (!readPlans.equals(plans) || !readKeys.equals(keys)) {
      plans = Map.copyOf(readPlans);
      keys = Map.copyOf(readKeys);
      assignments = new LimitAssignments(plans, keys);
    }
  }
}
