package org.nexusauth.management.alert.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.management.alert.activity.ActivityLookup;
import org.nexusauth.management.alert.rule.AssignedLimits;
import org.nexusauth.management.alert.rule.HourHistory;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageScope;

/** Reads what rules need from the records and the usage of an application. Used by one thread. */
final class KeyFactsReader implements ActivityLookup {
  private static final int BATCH = 100;
  private static final int DETAIL_DAYS = 90;
  private static final int MAX_DETAILS = 500;

  private final ManagementPorts ports;
  private final UsageReader usage;
  private final @Nullable LimitPlans plans;
  private final String issuer;

  /**
   * @param plans the plans of limits; null where limits are off
   * @param issuer the issuer of the keys that are managed here
   */
  KeyFactsReader(
      ManagementPorts ports, UsageReader usage, @Nullable LimitPlans plans, String issuer) {
    this.ports = ports;
    this.usage = usage;
    this.plans = plans;
    this.issuer = issuer;
  }

  /** What the records have of keys. */
  private record RecordedKeys(
      Map<KeyRef, ApiKeyRecord> records, Map<KeyRef, KeyUse> uses, Set<String> signingKeyIds) {}

  @Override
  public Map<KeyId, KeyFacts> findFacts(Collection<KeyId> keys, Instant now) {
    Map<KeyId, KeyFacts> facts = new HashMap<>();
    List<KeyId> all = List.copyOf(keys);
    for (int start = 0; start < all.size(); start += BATCH) {
      List<KeyId> batch = all.subList(start, Math.min(start + BATCH, all.size()));
      RecordedKeys recorded = ports.records().read(records -> readKeys(records, batch));
      for (KeyId key : batch) {
        facts.put(key, createFacts(key, recorded, now));
      }
    }
    return facts;
  }

  private RecordedKeys readKeys(RecordReader records, List<KeyId> keys) {
    Map<KeyRef, ApiKeyRecord> found = new HashMap<>();
    Set<KeyRef> used = new HashSet<>();
    for (KeyId key : keys) {
      KeyRef ref = refOf(key);
      used.add(ref);
      records.findApiKey(ref).ifPresent(record -> found.put(ref, record));
    }
    found.values().forEach(record -> successorOf(record).ifPresent(used::add));
    Set<String> signingKeyIds =
        records.listSigningKeys(issuer).stream()
            .map(SigningKeyRecord::keyId)
            .collect(Collectors.toSet());
    return new RecordedKeys(found, records.findKeyUses(used), signingKeyIds);
  }

  static KeyRef refOf(KeyId key) {
    return new KeyRef(key.organizationId(), key.integrationId(), key.keyId());
  }

  static Optional<KeyRef> successorOf(ApiKeyRecord record) {
    Rotation rotation = record.lifecycle().rotation();
    if (rotation == null) {
      return Optional.empty();
    }
    KeyRef ref = record.ref();
    return Optional.of(
        new KeyRef(ref.organizationId(), ref.integrationId(), rotation.successorId()));
  }

  private KeyFacts createFacts(KeyId key, RecordedKeys recorded, Instant now) {
    ApiKeyRecord record = recorded.records().get(refOf(key));
    KeyUse successorUse = null;
    if (record != null) {
      successorUse = successorOf(record).map(recorded.uses()::get).orElse(null);
    }
    return new KeyFacts(
        key,
        record,
        isSignedHere(record, recorded.signingKeyIds()),
        recorded.uses().get(refOf(key)),
        successorUse,
        limitsOf(key, record),
        readDetails(key, UsageDetail.Kind.CLIENT_VERSION, now),
        readDetails(key, UsageDetail.Kind.NETWORK, now));
  }

  /**
   * Of a key without a record it is not known who signed it; here, if signing keys are kept here.
   */
  private static boolean isSignedHere(@Nullable ApiKeyRecord record, Set<String> signingKeyIds) {
    String keyId = record == null ? null : record.claims().signingKeyId();
    if (keyId == null) {
      return !signingKeyIds.isEmpty();
    }
    return signingKeyIds.contains(keyId);
  }

  private AssignedLimits limitsOf(KeyId key, @Nullable ApiKeyRecord record) {
    if (plans == null) {
      return AssignedLimits.NONE;
    }
    String keyIssuer = record == null ? issuer : record.claims().issuer();
    SubjectId id =
        SubjectId.of(
            Subject.key(keyIssuer, key.organizationId(), key.integrationId(), key.keyId()));
    String claimed = record == null ? null : record.claims().plan();
    return new AssignedLimits(
        plans.resolve(id, claimed).plan().policies(), plans.assignments().windowsOf(id).high());
  }

  private List<DetailCount> readDetails(KeyId key, UsageDetail.Kind kind, Instant now) {
    UsageRange range = UsageRange.endingAt(now, Duration.ofDays(1), DETAIL_DAYS);
    return usage.readDetails(UsageScope.key(key), kind, range, MAX_DETAILS);
  }

  @Override
  public HourHistory readHistory(KeyId key, Instant now) {
    return HourHistory.fromSeries(usage.readSeries(UsageScope.key(key), HourHistory.rangeAt(now)));
  }

  /** Returns the facts that rules about records need, of keys of one list. */
  static List<KeyFacts> createRecordFacts(RecordReader records, List<ApiKeyRecord> keys) {
    Set<KeyRef> used = new HashSet<>();
    for (ApiKeyRecord key : keys) {
      used.add(key.ref());
      successorOf(key).ifPresent(used::add);
    }
    Map<KeyRef, KeyUse> uses = records.findKeyUses(used);
    List<KeyFacts> facts = new ArrayList<>();
    for (ApiKeyRecord key : keys) {
      KeyRef ref = key.ref();
      facts.add(
          new KeyFacts(
              new KeyId(ref.organizationId(), ref.integrationId(), ref.keyId()),
              key,
              true,
              uses.get(ref),
              successorOf(key).map(uses::get).orElse(null),
              AssignedLimits.NONE,
              List.of(),
              List.of()));
    }
    return facts;
  }
}
