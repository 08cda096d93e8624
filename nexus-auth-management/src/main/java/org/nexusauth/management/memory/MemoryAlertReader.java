package org.nexusauth.management.memory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.DeliveryState;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.model.alert.RuleSwitch;
import org.nexusauth.management.store.AlertQuery;
import org.nexusauth.management.store.AlertReader;
import org.nexusauth.management.store.CaseFolding;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Reads what is recorded of alerts in a transaction. */
class MemoryAlertReader implements AlertReader {
  private static final CursorPagination<Alert> ALERTS =
      CursorPagination.newestFirst(
          PageCursor.ALERTS, alert -> List.of(Long.toString(alert.listPosition()), alert.id()));
  private static final CursorPagination<AlertDelivery> DELIVERIES =
      CursorPagination.newestFirst(
          PageCursor.DELIVERIES,
          delivery -> List.of(Long.toString(microsOf(delivery.createdAt())), delivery.id()));

  final AlertDraft draft;

  MemoryAlertReader(AlertDraft draft) {
    this.draft = draft;
  }

  private static long microsOf(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  @Override
  public final Optional<Alert> findAlert(String id) {
    return draft.alerts.find(id);
  }

  @Override
  public final ResultPage<Alert> listAlerts(AlertQuery query, PageRequest page) {
    return ALERTS.pageOf(
        draft.alerts.values().stream().filter(alert -> isFound(alert, query)), page, 2);
  }

  private static boolean isFound(Alert alert, AlertQuery query) {
    return isOf(query.organizationIds(), alert.subject().organizationId())
        && isWanted(query.integrationId(), alert.subject().integrationId())
        && isWanted(query.keyId(), alert.subject().keyId())
        && isWanted(query.kind(), alert.kind())
        && isWanted(query.severity(), alert.severity())
        && isWanted(query.state(), alert.state());
  }

  private static boolean isOf(@Nullable Set<String> organizationIds, String id) {
    return organizationIds == null || organizationIds.contains(id);
  }

  private static boolean isWanted(@Nullable Object wanted, @Nullable Object value) {
    return wanted == null || wanted.equals(value);
  }

  @Override
  public final List<Alert> listOpenAlerts(int max) {
    return openAlerts().limit(max).toList();
  }

  final Stream<Alert> openAlerts() {
    return draft.alerts.values().stream().filter(Alert::isOpen);
  }

  @Override
  public final List<Alert> listAlertsToNotify(int max) {
    return draft.alerts.values().stream()
        .filter(alert -> alert.notice().due())
        .sorted(
            Comparator.comparing((Alert alert) -> alert.times().openedAt())
                .thenComparing(Alert::id, CaseFolding.BY_CODE_POINT))
        .limit(max)
        .toList();
  }

  @Override
  public final Map<AlertSeverity, Long> countOpenAlerts(@Nullable Set<String> organizationIds) {
    Map<AlertSeverity, Long> counts = new EnumMap<>(AlertSeverity.class);
    openAlerts()
        .filter(alert -> isOf(organizationIds, alert.subject().organizationId()))
        .forEach(alert -> counts.merge(alert.severity(), 1L, Long::sum));
    return counts;
  }

  @Override
  public final List<AlertMute> listMutes(@Nullable Set<String> organizationIds, Instant now) {
    return draft.mutes.values().stream()
        .filter(mute -> mute.isInForce(now))
        .filter(mute -> isOf(organizationIds, mute.subject().organizationId()))
        .sorted(
            Comparator.comparing(AlertMute::since)
                .thenComparing(AlertMute::id, CaseFolding.BY_CODE_POINT)
                .reversed())
        .toList();
  }

  @Override
  public final Optional<AlertMute> findMute(String id) {
    return draft.mutes.find(id);
  }

  @Override
  public final List<RuleSwitch> listRuleSwitches(@Nullable String organizationId) {
    return draft.switches.values().stream()
        .filter(one -> isWanted(organizationId, one.organizationId()))
        .toList();
  }

  @Override
  public final ResultPage<AlertDelivery> listDeliveries(PageRequest page) {
    return DELIVERIES.pageOf(draft.deliveries.values().stream(), page, 2);
  }

  @Override
  public final Optional<AlertDelivery> findDelivery(String id) {
    return draft.deliveries.find(id);
  }

  @Override
  public final List<AlertDelivery> listDueDeliveries(Instant now, int max) {
    return draft.deliveries.values().stream()
        .filter(delivery -> isDue(delivery, now))
        .sorted(
            Comparator.comparing(MemoryAlertReader::dueAt)
                .thenComparing(AlertDelivery::id, CaseFolding.BY_CODE_POINT))
        .limit(max)
        .toList();
  }

  private static boolean isDue(AlertDelivery delivery, Instant now) {
    return delivery.progress().state() == DeliveryState.PENDING && !dueAt(delivery).isAfter(now);
  }

  private static Instant dueAt(AlertDelivery delivery) {
    return Objects.requireNonNullElse(delivery.progress().nextAttemptAt(), Instant.MAX);
  }

  @Override
  public final List<ChannelStop> listChannelStops() {
    return List.copyOf(draft.stops.values());
  }

  @Override
  public final Optional<EvaluatorLease> findEvaluatorLease() {
    return draft.leases.find(true);
  }
}
