package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.usage.UsagePeriod;
import org.nexusauth.management.usage.UsageReport;
import org.nexusauth.management.usage.UsageReports;
import org.nexusauth.reason.Reason;
import org.nexusauth.testkit.MemoryUsageStore;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageStoreException;

/** What operators see of usage. */
final class UsageReportsTest {
  private static final Operator VIEWER = ServiceFixture.operatorOf(Role.VIEWER, ServiceFixture.ORG);
  private static final Operator STRANGER = ServiceFixture.operatorOf(Role.OPERATOR, "org_b");
  private static final Instant NOW = ServiceFixture.START;

  private final ServiceFixture fixture = ServiceFixture.joined();
  private final MemoryUsageStore store = new MemoryUsageStore();
  private final UsageReports reports = new UsageReports(fixture.ports, store);
  private final String integration = fixture.integration.id();
  private final UsageScope organization = UsageScope.organization(ServiceFixture.ORG);

  private void use(long requests) {
    KeyId key = new KeyId(ServiceFixture.ORG, integration, "k1");
    Map<Outcome, Long> outcomes =
        Map.of(Outcome.ofStatus(200), requests, Outcome.denied(Reason.RATE_LIMITED), 2L);
    Map<UsageDetail, RequestCounts> details =
        Map.of(
            new UsageDetail(UsageDetail.Kind.ROUTE, "/orders"),
            new RequestCounts(requests + 2, 2, 0));
    store.write(
        new UsageBatch(
            "node", 1, NOW, List.of(new KeyMinute(key, NOW, outcomes, details)), List.of(), 0));
  }

  @Test
  void report_hasTheFiguresOfAllPeriods() {
    use(5);
    for (UsagePeriod period : UsagePeriod.values()) {
      UsageReport report = reports.report(VIEWER, organization, period);
      assertThat(report.series().sum()).isEqualTo(new RequestCounts(7, 2, 0));
      assertThat(report.routes()).extracting(route -> route.value()).containsExactly("/orders");
      assertThat(report.completeUpTo()).isEqualTo(NOW);
    }
    assertThat(reports.countLastHour(VIEWER, UsageScope.integration("org_a", integration)))
        .isEqualTo(new RequestCounts(7, 2, 0));
  }

  @Test
  void lists_haveTheLastDayOfEachOfTheirs() {
    use(5);

    KeyRef used = new KeyRef(ServiceFixture.ORG, integration, "k1");
    KeyRef unused = new KeyRef(ServiceFixture.ORG, integration, "k2");
    assertThat(reports.lastDayOfKeys(VIEWER, ServiceFixture.ORG, List.of(used, unused)))
        .hasEntrySatisfying(used, day -> assertThat(day.sum().requests()).isEqualTo(7))
        .hasEntrySatisfying(unused, day -> assertThat(day.sum().requests()).isZero());
    assertThat(reports.lastDayOfIntegrations(VIEWER, ServiceFixture.ORG, List.of(integration)))
        .hasEntrySatisfying(integration, day -> assertThat(day.sum().denied()).isEqualTo(2));
  }

  @Test
  void others_findNothing() {
    KeyRef foreign = new KeyRef("org_b", "int_b", "k1");
    DenialQuery query =
        new DenialQuery(organization, Set.of(), NOW, NOW.plusSeconds(1), null, null, 10);

    assertFails(Kind.NOT_FOUND, () -> reports.report(STRANGER, organization, UsagePeriod.DAY));
    assertFails(Kind.NOT_FOUND, () -> reports.listDenials(STRANGER, query));
    assertFails(
        Kind.NOT_FOUND, () -> reports.lastDayOfKeys(VIEWER, ServiceFixture.ORG, List.of(foreign)));
    assertFails(
        Kind.NOT_FOUND,
        () ->
            reports.report(
                VIEWER, UsageScope.integration(ServiceFixture.ORG, "none"), UsagePeriod.DAY));
  }

  @Test
  void usage_thatIsOffOrAway_isSaid() {
    UsageReports off = new UsageReports(fixture.ports, null);
    assertThat(off.isUsed()).isFalse();
    assertFails(Kind.NOT_FOUND, () -> off.report(VIEWER, organization, UsagePeriod.DAY));

    UsageReports away = new UsageReports(fixture.ports, failing());
    assertFails(Kind.UNAVAILABLE, () -> away.report(VIEWER, organization, UsagePeriod.DAY));
  }

  private static UsageReader failing() {
    return (UsageReader)
        Proxy.newProxyInstance(
            UsageReader.class.getClassLoader(),
            new Class<?>[] {UsageReader.class},
            (proxy, method, arguments) -> {
              throw new UsageStoreException("away", new IllegalStateException());
            });
  }

  private static void assertFails(Kind kind, ThrowingCallable work) {
    assertThatThrownBy(work)
        .asInstanceOf(InstanceOfAssertFactories.type(ManagementException.class))
        .extracting(ManagementException::kind)
        .isEqualTo(kind);
  }
}
