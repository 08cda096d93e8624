package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;
import org.nexusauth.revocation.SubjectStatus;

/** A store that is right but for one bug. */
final class PlantedStore implements RevocationStore, RevocationWriter, RevocationReader {
  private final StoreBug bug;
  private final Clock clock;
  private final Map<String, List<Revocation>> revocations = new HashMap<>();
  private final Map<String, Integer> off = new HashMap<>();
  private final Set<Revocation> immediate = new HashSet<>();
  private final Set<Subject> withdrawn = new HashSet<>();
  private Map<String, List<Revocation>> replica = Map.of();
  private boolean away;
  private boolean ended;
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
    checkNotEnded();
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
    if (isOff(Subject.integration(key.integrationId()))
        && !(has(StoreBug.SWITCHES_INTEGRATIONS_OF_KEYS_WITH_AGENT_ALONE)
            && key.agentId() == null)) {
      return KeyStatus.integrationDisabled();
    }
    if (isAgentOff(key)) {
      return KeyStatus.agentRestricted();
    }
    return has(StoreBug.ANSWERS_NULL) ? null : KeyStatus.active();
  }

  private void checkNotEnded() {
    ended |=
        has(StoreBug.ENDS_WHEN_A_CALLER_IS_INTERRUPTED) && Thread.currentThread().isInterrupted();
    if (ended) {
      throw new StatusUnavailableException("closed by an interrupt");
    }
  }

  private boolean isAgentOff(KeySubject key) {
    return key.agentId() == null
        ? has(StoreBug.SWITCHES_KEYS_WITHOUT_AGENT_TOO) && off.containsValue(1)
        : isOff(Subject.agent(key.agentId()));
  }

  private List<Revocation> of(Subject subject) {
    Map<String, List<Revocation>> asked =
        has(StoreBug.ANSWERS_FROM_A_REPLICA) ? replica : revocations;
    boolean unknown = has(StoreBug.KNOWS_NO_SIGNING_KEYS) && subject.kind() == Kind.SIGNING_KEY;
    return unknown ? List.of() : asked.getOrDefault(text(subject), List.of());
  }

  /** What took effect when it was written stays in effect, whatever the reader's clock says. */
  private Instant readAt(Revocation one) {
    Instant now = clock.instant();
    return immediate.contains(one) && now.isBefore(one.effectiveAt()) ? one.effectiveAt() : now;
  }

  private boolean meets(Revocation one, KeySubject key) {
    Instant now = readAt(one);
    if (has(StoreBug.FORGETS_AT_EXPIRY) && one.until() != null && now.isAfter(one.until())) {
      return false;
    }
    if (has(StoreBug.TAKES_EFFECT_TOO_EARLY)) {
      return one.appliesTo(key, one.effectiveAt());
    }
    if (has(StoreBug.TAKES_EFFECT_A_SECOND_LATE)) {
      boolean immediate = one.until() != null || !"planned".equals(one.reason());
      return one.appliesTo(key, immediate ? now : now.minusSeconds(1));
    }
    if (has(StoreBug.TAKES_ISSUED_BEFORE_FOR_WHOLE)) {
      return !one.effectiveAt().isAfter(now);
    }
    if (has(StoreBug.EXCLUDES_THE_MOMENT_OF_ISSUED_BEFORE)
        && key.issuedAt() != null
        && key.issuedAt().equals(one.issuedBefore())) {
      return false;
    }
    boolean withoutIat = one.issuedBefore() != null && key.issuedAt() == null;
    return !(has(StoreBug.TAKES_KEYS_WITHOUT_IAT_FOR_NEW) && withoutIat) && one.appliesTo(key, now);
  }

  @Override
  public synchronized Revocation revoke(Revocation revocation) {
    writes++;
    checkNotEnded();
    if (away && !has(StoreBug.TAKES_AN_OUTAGE_FOR_WRITTEN)) {
      throw new StatusUnavailableException("away");
    }
    boolean expired = revocation.until() != null && revocation.until().isBefore(clock.instant());
    if ((has(StoreBug.LOSES_SOME) && writes % 8 == 0)
        || withdrawn.contains(revocation.subject())
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
    Revocation asked =
        has(StoreBug.COVERS_BEFORE_IT_TAKES_EFFECT) ? at(revocation, Instant.MAX) : revocation;
    Optional<Revocation> covering =
        known.stream()
            .filter(r -> r.covers(asked) && !(canBeWithdrawn(r) && isPartOf(r, asked)))
            .findFirst();
    if (covering.isEmpty()) {
      Revocation kept = asKept(revocation);
      known.add(kept);
      if (!kept.effectiveAt().isAfter(clock.instant())) {
        immediate.add(kept);
      }
    }
    return has(StoreBug.RETURNS_WHAT_IT_WAS_GIVEN) ? revocation : covering.orElse(revocation);
  }

  private static boolean isPartOf(Revocation whole, Revocation part) {
    return whole.issuedBefore() == null && part.issuedBefore() != null;
  }

  private Revocation asKept(Revocation given) {
    Instant before = given.issuedBefore();
    Instant second = before == null ? null : before.truncatedTo(ChronoUnit.SECONDS);
    boolean comingPart = before != null && given.effectiveAt().isAfter(clock.instant());
    return switch (bug) {
      case TAKES_A_COMING_PART_AT_ONCE -> comingPart ? at(given, clock.instant()) : given;
      case NEVER_TAKES_A_COMING_PART -> comingPart ? at(given, Instant.MAX) : given;
      case COUNTS_NANOSECONDS -> at(given, inNanoseconds(given.effectiveAt()));
      case CUTS_EFFECT_TO_SECONDS -> at(given, given.effectiveAt().truncatedTo(ChronoUnit.SECONDS));
      case TAKES_NO_EMPTY_REASON -> given.reason().isEmpty() ? because(given, "none") : given;
      case CUTS_ISSUED_BEFORE_TO_SECONDS -> before(given, second);
      case KNOWS_PARTS_OF_INTEGRATIONS_ALONE ->
          given.subject().kind() == Kind.INTEGRATION ? given : before(given, null);
      case ROUNDS_ISSUED_BEFORE_UP_TO_SECONDS ->
          before(given, second == null ? null : second.plusSeconds(1));
      default -> given;
    };
  }

  /** A long holds them until 2262. */
  private static Instant inNanoseconds(Instant moment) {
    return Instant.ofEpochSecond(0, moment.getEpochSecond() * 1_000_000_000 + moment.getNano());
  }

  private static Revocation at(Revocation one, Instant effectiveAt) {
    return new Revocation(
        one.subject(), effectiveAt, one.issuedBefore(), one.until(), one.reason());
  }

  private static Revocation because(Revocation one, String reason) {
    return new Revocation(
        one.subject(), one.effectiveAt(), one.issuedBefore(), one.until(), reason);
  }

  private static Revocation before(Revocation one, Instant issuedBefore) {
    return new Revocation(
        one.subject(), one.effectiveAt(), issuedBefore, one.until(), one.reason());
  }

  @Override
  public synchronized boolean withdrawScheduled(Subject subject) {
    List<Revocation> known =
        has(StoreBug.WITHDRAWS_OF_ALL)
            ? revocations.values().stream().flatMap(List::stream).toList()
            : revocations.getOrDefault(text(subject), List.of());
    boolean parts = has(StoreBug.WITHDRAWS_PARTS);
    List<Revocation> found =
        new ArrayList<>(known.stream().filter(r -> parts || r.issuedBefore() == null).toList());
    if (found.isEmpty() || !found.stream().allMatch(this::canBeWithdrawn)) {
      return has(StoreBug.WITHDRAWS_EACH_TIME);
    }
    if (has(StoreBug.WITHDRAWS_THE_LAST_ALONE)) {
      found.subList(0, found.size() - 1).clear();
    }
    switch (bug) {
      case WITHDRAWS_NOTHING -> found.clear();
      case WITHDRAWS_SWITCHES -> off.remove(switchOf(subject));
      case WITHDRAWS_FOR_EVER -> withdrawn.add(subject);
      default -> {}
    }
    revocations.values().forEach(all -> all.removeAll(found));
    return true;
  }

  private boolean canBeWithdrawn(Revocation one) {
    Duration margin = has(StoreBug.WITHDRAWS_WITHOUT_A_MARGIN) ? Duration.ZERO : WITHDRAWAL_MARGIN;
    boolean scheduled = one.effectiveAt().isAfter(clock.instant().plus(margin));
    return has(StoreBug.WITHDRAWS_WHAT_IS_IN_FORCE) || (scheduled && !immediate.contains(one));
  }

  @Override
  public synchronized void setEnabled(Subject subject, boolean enabled, String reason) {
    if (away && has(StoreBug.TAKES_AN_OUTAGE_FOR_SWITCHED)) {
      return;
    }
    if (away) {
      throw new StatusUnavailableException("away");
    }
    if (!has(StoreBug.SWITCHES_ANYTHING)) {
      Change.of(subject, enabled, clock.instant(), reason);
    }
    if (has(StoreBug.REVIVES_WHEN_SWITCHED_ON) && enabled) {
      revocations.remove(text(subject));
    }
    if (has(StoreBug.SWITCHES_ALL_ON) && enabled) {
      off.clear();
    }
    int before = off.getOrDefault(switchOf(subject), 0);
    int counted = before + (enabled ? -1 : 1);
    off.put(switchOf(subject), has(StoreBug.COUNTS_SWITCHES) ? counted : enabled ? 0 : 1);
  }

  @Override
  public synchronized SubjectStatus inForce(Subject subject) {
    return PlantedReads.read(
        bug, subject, revocations.values().stream().flatMap(List::stream).toList(), isOff(subject));
  }

  private boolean isOff(Subject subject) {
    return off.getOrDefault(switchOf(subject), 0) > 0;
  }

  private String switchOf(Subject subject) {
    return switch (bug) {
      case SWITCHES_A_WHOLE_KIND -> subject.kind().name();
      case SWITCHES_IDS -> subject.id();
      default -> text(subject);
    };
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
    String organization = has(StoreBug.MIXES_ORGANIZATIONS) ? "" : subject.organizationId();
    String integration = has(StoreBug.MIXES_INTEGRATIONS) ? "" : subject.integrationId();
    String between = has(StoreBug.JOINS_IDS) ? "" : "\0";
    return kind + String.join(between, issuer, organization, integration, id);
  }

  synchronized void sweep() {
    Instant moment = clock.instant().minus(Duration.ofDays(1));
    if (has(StoreBug.SWEEPS_ALL_SWITCHES)) {
      off.clear();
    }
    revocations.forEach(
        (subject, all) -> {
          if (all.removeIf(one -> isSwept(one, moment))) {
            sweepBeside(subject, all);
          }
        });
  }

  /** Opens it once more. */
  synchronized RevocationStore another() {
    if (!has(StoreBug.KNOWS_NOTHING_OF_OTHER_NODES)) {
      return this;
    }
    PlantedStore copy = new PlantedStore(bug, clock);
    copy.revocations.putAll(revocations);
    return copy;
  }

  private boolean isSwept(Revocation one, Instant moment) {
    return one.until() == null ? has(StoreBug.FORGETS_WHEN_SWEPT) : one.until().isBefore(moment);
  }

  private void sweepBeside(String subject, List<Revocation> left) {
    if (has(StoreBug.SWEEPS_SUBJECTS)) {
      left.clear();
    }
    if (has(StoreBug.SWEEPS_SWITCHES)) {
      off.remove(subject);
    }
  }

  synchronized void restart() {
    if (has(StoreBug.LOSES_AT_ONCE_AT_RESTART)) {
      immediate.clear();
    }
    if (has(StoreBug.FORGETS_AT_RESTART)) {
      revocations.clear();
    }
    if (has(StoreBug.FORGETS_PARTS_AT_RESTART)) {
      revocations.values().forEach(all -> all.removeIf(one -> one.issuedBefore() != null));
    }
    if (has(StoreBug.FORGETS_SWITCHES_AT_RESTART)) {
      off.clear();
    }
  }

  synchronized void goAway() {
    away = true;
  }
}
