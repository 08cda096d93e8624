package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.status.Change;
import org.nexusauth.status.KeyStatus;
import org.nexusauth.status.KeySubject;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationStore;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.Subject;
import org.nexusauth.status.Subject.Kind;

/** A store that is right but for one bug. */
final class PlantedStore implements RevocationStore, RevocationWriter {
  private final StoreBug bug;
  private final Clock clock;
  private final Map<String, List<Revocation>> revocations = new HashMap<>();
  private final Map<String, Integer> off = new HashMap<>();
  private Map<String, List<Revocation>> replica = Map.of();
  private boolean away;
  private int writes;

  PlantedStore(StoreBug bug, Clock clock) {
    this.bug = bug;
    this.clock = clock;
  }

  private boolean has(StoreBug one) {
    return bug == one;
  }

  @Override
  public synchronized KeyStatus statusOf(KeySubject key) {
    if (away && !has(StoreBug.TAKES_AN_OUTAGE_FOR_ACTIVE)) {
      throw new StatusUnavailableException("away");
    }
    if (away) {
      return KeyStatus.active();
    }
    Optional<Revocation> met =
        key.subjects().stream().flatMap(s -> of(s).stream()).filter(r -> meets(r, key)).findFirst();
    replica = new HashMap<>(revocations);
    if (met.isPresent()) {
      return KeyStatus.revoked(met.get().reason());
    }
    if (isOff(Subject.integration(key.integrationId()))) {
      return KeyStatus.integrationDisabled();
    }
    if (key.agentId() != null && isOff(Subject.agent(key.agentId()))) {
      return KeyStatus.agentRestricted();
    }
    return has(StoreBug.ANSWERS_NULL) ? null : KeyStatus.active();
  }

  private List<Revocation> of(Subject subject) {
    Map<String, List<Revocation>> asked =
        has(StoreBug.ANSWERS_FROM_A_REPLICA) ? replica : revocations;
    boolean unknown = has(StoreBug.KNOWS_NO_SIGNING_KEYS) && subject.kind() == Kind.SIGNING_KEY;
    return unknown ? List.of() : asked.getOrDefault(text(subject), List.of());
  }

  private boolean meets(Revocation one, KeySubject key) {
    Instant now = clock.instant();
    if (has(StoreBug.FORGETS_AT_EXPIRY) && one.until() != null && now.isAfter(one.until())) {
      return false;
    }
    if (has(StoreBug.TAKES_EFFECT_TOO_EARLY)) {
      return one.meets(key, one.effectiveAt());
    }
    if (has(StoreBug.TAKES_EFFECT_A_SECOND_LATE)) {
      boolean immediate = one.until() != null || !"planned".equals(one.reason());
      return one.meets(key, immediate ? now : now.minusSeconds(1));
    }
    if (has(StoreBug.TAKES_ISSUED_BEFORE_FOR_WHOLE)) {
      return !one.effectiveAt().isAfter(now);
    }
    boolean withoutIat = one.issuedBefore() != null && key.issuedAt() == null;
    return !(has(StoreBug.TAKES_KEYS_WITHOUT_IAT_FOR_NEW) && withoutIat) && one.meets(key, now);
  }

  @Override
  public synchronized Revocation revoke(Revocation revocation) {
    writes++;
    if (away && !has(StoreBug.TAKES_AN_OUTAGE_FOR_WRITTEN)) {
      throw new StatusUnavailableException("away");
    }
    boolean expired = revocation.until() != null && revocation.until().isBefore(clock.instant());
    if ((has(StoreBug.LOSES_SOME) && writes % 8 == 0)
        || (has(StoreBug.REFUSES_EXPIRED) && expired)) {
      return revocation;
    }
    return keep(
        revocations.computeIfAbsent(text(revocation.subject()), s -> new ArrayList<>()),
        revocation);
  }

  private Revocation keep(List<Revocation> known, Revocation revocation) {
    if (has(StoreBug.KEEPS_THE_LAST)
        || (has(StoreBug.MOVES_BACK) && revocation.issuedBefore() != null)
        || (has(StoreBug.PUTS_OFF) && revocation.effectiveAt().isAfter(clock.instant()))) {
      known.clear();
    }
    Optional<Revocation> covering = known.stream().filter(r -> r.covers(revocation)).findFirst();
    if (covering.isEmpty()) {
      known.add(revocation);
    }
    return has(StoreBug.RETURNS_WHAT_IT_WAS_GIVEN) ? revocation : covering.orElse(revocation);
  }

  @Override
  public synchronized void setEnabled(Subject subject, boolean enabled, String reason) {
    if (!has(StoreBug.SWITCHES_ANYTHING)) {
      Change.of(subject, enabled, clock.instant(), reason);
    }
    if (has(StoreBug.REVIVES_WHEN_SWITCHED_ON) && enabled) {
      revocations.remove(text(subject));
    }
    int before = off.getOrDefault(text(subject), 0);
    int counted = before + (enabled ? -1 : 1);
    off.put(text(subject), has(StoreBug.COUNTS_SWITCHES) ? counted : enabled ? 0 : 1);
  }

  private boolean isOff(Subject subject) {
    return off.getOrDefault(text(subject), 0) > 0;
  }

  private String text(Subject subject) {
    String id =
        switch (bug) {
          case IGNORES_CASE -> subject.id().toLowerCase(Locale.ROOT);
          case CUTS_IDS -> subject.id().substring(0, Math.min(subject.id().length(), 255));
          case TRIMS_IDS -> subject.id().strip();
          default -> subject.id();
        };
    String kind = has(StoreBug.MIXES_KINDS) ? "" : subject.kind() + " ";
    String issuer = has(StoreBug.MIXES_ISSUERS) ? "" : String.valueOf(subject.issuer());
    return kind + issuer + (has(StoreBug.JOINS_ISSUER_AND_ID) ? "" : "\0") + id;
  }

  synchronized void sweep() {
    Instant moment = clock.instant().minus(Duration.ofDays(1));
    revocations
        .values()
        .forEach(
            list ->
                list.removeIf(
                    one ->
                        one.until() == null
                            ? has(StoreBug.FORGETS_WHEN_SWEPT)
                            : one.until().isBefore(moment)));
  }

  synchronized void goAway() {
    away = true;
  }
}
