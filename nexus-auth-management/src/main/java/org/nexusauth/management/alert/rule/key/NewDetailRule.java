package org.nexusauth.management.alert.rule.key;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.UsageDetail;

/**
 * Finds a client version or network that a key has never had. A key that often has new ones, or
 * many, says nothing by another one.
 */
public final class NewDetailRule implements ActivityRule {
  /** How long one is new. */
  private static final Duration NEW = Duration.ofHours(24);

  /** A key that had another new one in this time has them often. */
  private static final Duration OFTEN = Duration.ofDays(30);

  private static final int MAX_KNOWN = 10;
  private static final int MAX_NAMED = 3;

  private final AlertKind kind;
  private final AlertSeverity severity;
  private final Function<KeyFacts, List<DetailCount>> details;
  private final Duration after;

  private NewDetailRule(
      AlertKind kind,
      AlertSeverity severity,
      Function<KeyFacts, List<DetailCount>> details,
      Duration after) {
    this.kind = kind;
    this.severity = severity;
    this.details = details;
    this.after = after;
  }

  /** Returns the rule for client versions. */
  public static NewDetailRule forClientVersions(AlertThresholds thresholds) {
    return new NewDetailRule(
        AlertKind.NEW_CLIENT_VERSION,
        AlertSeverity.INFO,
        KeyFacts::clientVersions,
        thresholds.newDetailAfter());
  }

  /** Returns the rule for networks. */
  public static NewDetailRule forNetworks(AlertThresholds thresholds) {
    return new NewDetailRule(
        AlertKind.NEW_NETWORK,
        AlertSeverity.WARNING,
        KeyFacts::networks,
        thresholds.newDetailAfter());
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    KeyUse use = activity.facts().use();
    // Details have the start of their hour: a whole hour more.
    Instant newFrom = activity.now().minus(NEW).truncatedTo(ChronoUnit.HOURS);
    if (use == null || use.firstAt().plus(after).isAfter(newFrom)) {
      return Optional.empty();
    }
    List<DetailCount> all = details.apply(activity.facts());
    List<DetailCount> fresh = all.stream().filter(one -> !isBefore(one, newFrom)).toList();
    List<DetailCount> known = all.stream().filter(one -> isBefore(one, newFrom)).toList();
    if (fresh.isEmpty() || known.isEmpty() || isOften(use, known, newFrom)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            kind,
            activity.facts().subject(),
            severity,
            describeDetails(activity.facts(), fresh, known)));
  }

  private static boolean isBefore(DetailCount detail, Instant at) {
    return detail.firstAt().isBefore(at);
  }

  private boolean isOften(KeyUse use, List<DetailCount> known, Instant newFrom) {
    if (known.size() > MAX_KNOWN || hasOther(known)) {
      return true;
    }
    Instant learnt = use.firstAt().plus(after);
    Instant from = newFrom.minus(OFTEN);
    return known.stream()
        .map(DetailCount::firstAt)
        .anyMatch(first -> first.isAfter(from) && first.isAfter(learnt));
  }

  /** Some were too many to be counted one by one. */
  private static boolean hasOther(List<DetailCount> known) {
    return known.stream().anyMatch(one -> one.value().equals(UsageDetail.OTHER));
  }

  private String describeDetails(KeyFacts facts, List<DetailCount> fresh, List<DetailCount> known) {
    long requests = fresh.stream().mapToLong(one -> one.counts().requests()).sum();
    Instant first = fresh.stream().map(DetailCount::firstAt).min(Instant::compareTo).orElseThrow();
    return "%s is used %s that it has never had: %s, %s since %s; known are %s."
        .formatted(
            AlertText.nameKey(facts),
            kind == AlertKind.NEW_NETWORK ? "from a network" : "with a client version",
            joinValues(fresh),
            AlertText.formatRequests(requests),
            AlertText.formatTime(first),
            joinValues(known));
  }

  private static String joinValues(List<DetailCount> values) {
    String named =
        values.stream()
            .limit(MAX_NAMED)
            .map(one -> AlertText.clean(one.value()))
            .collect(Collectors.joining(", "));
    if (values.size() <= MAX_NAMED) {
      return named;
    }
    return named + " and " + (values.size() - MAX_NAMED) + " more";
  }
}
