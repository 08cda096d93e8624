package org.nexusauth.management.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.RandomIds;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.AlertQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;

/** Makes mutes, after it has checked what they are about. Thread-safe. */
final class MuteFactory {
  private static final Duration MIN_PERIOD = Duration.ofMinutes(1);
  private static final Duration MAX_PERIOD = Duration.ofDays(365);

  private final RandomIds ids = new RandomIds();

  static void checkPeriod(@Nullable Duration period) {
    if (period != null && (period.compareTo(MIN_PERIOD) < 0 || period.compareTo(MAX_PERIOD) > 0)) {
      throw new InputErrors()
          .add("period", "The period must be from a minute (PT1M) to 365 days (P365D).")
          .toException();
    }
  }

  /** A key may be one that has no record; its integration is recorded. */
  private static void requireSubject(RecordReader records, AlertSubject subject) {
    String organizationId = subject.organizationId();
    String integrationId = subject.integrationId();
    if (subject.keyId() != null && integrationId == null) {
      throw new InputErrors()
          .add("integrationId", "Say of which integration the key is.")
          .toException();
    }
    if (records.findOrganization(organizationId).isEmpty()) {
      throw AccessCheck.notFound("organization");
    }
    if (integrationId != null
        && records.findIntegration(organizationId, integrationId).isEmpty()
        && records
            .alerts()
            .listAlerts(queryOf(subject), new PageRequest(1, null))
            .items()
            .isEmpty()) {
      throw AccessCheck.notFound("integration");
    }
  }

  private static AlertQuery queryOf(AlertSubject subject) {
    return new AlertQuery(
        Set.of(subject.organizationId()), subject.integrationId(), null, null, null, null);
  }

  /**
   * Returns a mute, under the id of one of the same rule and subject if there is one.
   *
   * @throws ManagementException of kind {@code NOT_FOUND}, {@code INVALID} or {@code CONFLICT}
   */
  AlertMute createMute(
      AuditedWriter change, AlertKind kind, AlertSubject subject, @Nullable Duration period) {
    requireSubject(change.records(), subject);
    List<AlertMute> others =
        change.records().alerts().listMutes(Set.of(subject.organizationId()), change.now());
    String known =
        others.stream()
            .filter(mute -> mute.kind() == kind && mute.subject().equals(subject))
            .map(AlertMute::id)
            .findFirst()
            .orElse(null);
    if (known == null && others.size() >= Alerts.MAX_MUTES) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "The organization has %s mutes, and can have no more. Lift some, or switch the rule off."
              .formatted(Alerts.MAX_MUTES));
    }
    return new AlertMute(
        ids.orNew(known, "mut_"),
        kind,
        subject,
        change.now(),
        endOf(change, period),
        change.actor().name());
  }

  private static @Nullable Instant endOf(AuditedWriter change, @Nullable Duration period) {
    if (period == null) {
      return null;
    }
    return change.now().plus(period);
  }
}
