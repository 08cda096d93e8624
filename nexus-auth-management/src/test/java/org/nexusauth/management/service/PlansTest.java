package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.management.service.Problems.assertKind;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.plan.PlanView;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/** Plans as records, and the plans of keys. */
final class PlansTest {
  private static final ChangeContext ADMIN = ServiceFixture.admin();
  private static final ChangeContext OPERATOR = ServiceFixture.operator();
  private static final KeyRotationRequest ROTATION =
      new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(1));

  private final ServiceFixture fixture = ServiceFixture.joined();

  @Test
  void plan_fromItsMakingToItsEnd_isListedAndAudited() {
    PlanView created = fixture.plans.create(ADMIN, "gold", "1000/hour, 20/PT60S");
    assertThat(created.limits().toString()).isEqualTo("gold=20/minute,1000/hour");
    assertThat(fixture.plans.list())
        .extracting(PlanView::name)
        .containsExactly("default", "development", "gold");
    assertThat(fixture.lastEvent())
        .extracting(AuditEvent::action, AuditEvent::subjectId, AuditEvent::after)
        .containsExactly("plan.create", "gold", Map.of("policies", "20/minute,1000/hour"));

    PlanView changed =
        fixture.plans.changePolicies(ADMIN, "gold", "unlimited", ExpectedVersion.of(1));
    assertThat(changed.record()).extracting(PlanRecord::version).isEqualTo(2L);
    AuditEvent event = fixture.lastEvent();
    assertThat(event.action()).isEqualTo("plan.change");
    assertThat(event.before()).isEqualTo(Map.of("policies", "20/minute,1000/hour"));
    assertThat(event.after()).isEqualTo(Map.of("policies", "unlimited"));
    fixture.plans.changePolicies(ADMIN, "gold", "unlimited", ExpectedVersion.of(2));
    assertThat(fixture.lastEvent()).as("nothing has changed").isEqualTo(event);

    fixture.plans.delete(ADMIN, "gold", ExpectedVersion.of(2));
    assertThat(fixture.lastEvent().action()).isEqualTo("plan.delete");
    assertKind(Kind.NOT_FOUND, () -> fixture.plans.get("gold"));
  }

  @Test
  void record_ofAPlanOfTheSettings_takesPrecedenceUntilItIsDeleted() {
    assertKind(
        Kind.CONFLICT, () -> fixture.plans.changePolicies(ADMIN, "default", "5/minute", ANY));
    assertKind(Kind.CONFLICT, () -> fixture.plans.delete(ADMIN, "development", ANY));

    PlanView own = fixture.plans.create(ADMIN, "default", "5/minute");
    fixture.generate();

    assertThat(own.limits().describePolicies()).isEqualTo("5/minute");
    assertThat(own.configured()).isEqualTo(ServiceFixture.CONFIGURED.standard());
    fixture.plans.delete(ADMIN, "default", ANY);
    assertThat(fixture.plans.get("default").record()).isNull();
    assertThat(fixture.plans.get("default").limits())
        .isEqualTo(ServiceFixture.CONFIGURED.standard());
  }

  static Stream<Arguments> wrongPlans() {
    return Stream.of(
        argumentSet("capitals", "Gold", "1/minute", "name"),
        argumentSet("no name", "", "1/minute", "name"),
        argumentSet("too long", "g".repeat(65), "1/minute", "name"),
        argumentSet("no policy", "gold", "", "policies"),
        argumentSet("no unit", "gold", "60", "policies"),
        argumentSet("zero", "gold", "0/minute", "policies"),
        argumentSet("twice", "gold", "1/minute,2/PT60S", "policies"),
        argumentSet("five", "gold", "1/second,1/minute,1/hour,1/day,1/PT2S", "policies"),
        argumentSet("too long a window", "gold", "1/P32D", "policies"));
  }

  @ParameterizedTest
  @MethodSource("wrongPlans")
  void wrongPlan_isInvalidAtItsField(String name, String policies, String field) {
    int events = fixture.events().size();

    assertThatThrownBy(() -> fixture.plans.create(ADMIN, name, policies))
        .isInstanceOfSatisfying(
            ManagementException.class,
            thrown -> {
              assertThat(thrown.kind()).isEqualTo(Kind.INVALID);
              assertThat(thrown.fieldErrors())
                  .singleElement()
                  .matches(error -> error.field().equals(field))
                  .matches(error -> error.message().matches("[A-Z\"].*\\."));
            });
    assertThat(fixture.events()).hasSize(events);
  }

  @Test
  void plan_isChangedByAdminsAlone_andByItsVersion() {
    fixture.plans.create(ADMIN, "gold", "600/minute");

    assertKind(Kind.FORBIDDEN, () -> fixture.plans.create(OPERATOR, "silver", "60/minute"));
    assertKind(
        Kind.FORBIDDEN, () -> fixture.plans.changePolicies(OPERATOR, "gold", "1/minute", ANY));
    assertKind(Kind.FORBIDDEN, () -> fixture.plans.delete(OPERATOR, "gold", ANY));
    assertKind(Kind.CONFLICT, () -> fixture.plans.create(ADMIN, "gold", "1/minute"));
    ExpectedVersion stale = ExpectedVersion.of(7);
    assertKind(Kind.STALE, () -> fixture.plans.changePolicies(ADMIN, "gold", "1/minute", stale));
    assertKind(Kind.STALE, () -> fixture.plans.delete(ADMIN, "gold", stale));
    assertKind(Kind.NOT_FOUND, () -> fixture.plans.delete(ADMIN, "silver", ANY));
  }

  @Test
  void planThatAKeyHas_isNotDeleted() {
    fixture.plans.create(ADMIN, "gold", "600/minute");
    KeyRef key = generate("gold").record().ref();

    assertKind(Kind.CONFLICT, () -> fixture.plans.delete(ADMIN, "gold", ANY));
    assertThat(fixture.plans.countUse(OPERATOR.operator(), "gold").keysByOrganization())
        .isEqualTo(Map.of(ORG, 1L));
    fixture.apiKeys.revoke(OPERATOR, key, new KeyRevocationRequest(Cause.LEAKED, "", null), ANY);
    fixture.plans.delete(ADMIN, "gold", ANY);
  }

  @Test
  void plans_areLimitedInNumber() {
    for (int i = 0; i < PlanRecord.MAX_PLANS; i++) {
      fixture.plans.create(ADMIN, "plan-" + i, "1/minute");
    }

    assertKind(Kind.CONFLICT, () -> fixture.plans.create(ADMIN, "one-more", "1/minute"));
  }

  @Test
  void newKey_ofAnUnknownPlan_isInvalid() {
    assertThatThrownBy(() -> generate("gold"))
        .isInstanceOf(ManagementException.class)
        .hasMessage("There is no plan of this name. Known here: default, development.");
    assertThat(fixture.apiKeys.findProblems(order("gold")))
        .singleElement()
        .matches(error -> error.field().equals("plan"));
    assertThat(fixture.apiKeys.findProblems(order("development"))).isEmpty();
  }

  private NewKeyRequest order(@Nullable String plan) {
    return new NewKeyRequest(
        ORG, fixture.integration.id(), "Key", Environment.PRODUCTION, List.of("read"), null, plan);
  }

  private Generated generate(@Nullable String plan) {
    return (Generated) fixture.apiKeys.generate(OPERATOR, order(plan));
  }

  @Test
  void planOfAKey_isThatOfItsRecordFromTheChangeOn() {
    KeyRef key = generate("development").record().ref();

    ApiKeyRecord changed = fixture.apiKeys.changePlan(OPERATOR, key, "default", ANY).record();
    assertThat(changed.plan()).isEqualTo("default");
    assertThat(changed.claims().plan()).isEqualTo("development");
    AuditEvent event = fixture.lastEvent();
    assertThat(event.action()).isEqualTo("key.change-plan");
    assertThat(event.before()).isEqualTo(Map.of("plan", "development"));
    assertThat(event.after()).isEqualTo(Map.of("plan", "default"));

    fixture.apiKeys.changePlan(OPERATOR, key, "default", ANY);
    assertThat(fixture.lastEvent()).as("nothing has changed").isEqualTo(event);
    ApiKeyRecord back = fixture.apiKeys.changePlan(OPERATOR, key, "development", ANY).record();
    assertThat(back.label().assignedPlan()).as("what the key claims").isNull();
    assertThat(fixture.apiKeys.rename(OPERATOR, key, "New", ANY).record().plan())
        .isEqualTo("development");
  }

  @Test
  void planOfAKey_isCheckedLikeEveryChange() {
    KeyRef key = generate(null).record().ref();

    assertKind(Kind.INVALID, () -> fixture.apiKeys.changePlan(OPERATOR, key, "gold", ANY));
    assertKind(Kind.INVALID, () -> fixture.apiKeys.changePlan(OPERATOR, key, "", ANY));
    assertKind(
        Kind.STALE,
        () -> fixture.apiKeys.changePlan(OPERATOR, key, "development", ExpectedVersion.of(9)));
    fixture.apiKeys.revoke(OPERATOR, key, new KeyRevocationRequest(Cause.LEAKED, "", null), ANY);
    assertKind(Kind.CONFLICT, () -> fixture.apiKeys.changePlan(OPERATOR, key, "development", ANY));
  }

  @Test
  void successor_hasThePlanOfTheRecord() {
    KeyRef key = generate(null).record().ref();
    fixture.apiKeys.changePlan(OPERATOR, key, "development", ANY);

    Generated next = (Generated) fixture.apiKeys.rotate(OPERATOR, key, ROTATION, ANY);

    assertThat(next.record().claims().plan()).isEqualTo("development");
  }

  @Test
  void planOfOneKeyOfARotation_isThatOfTheOther() {
    KeyRef first = generate(null).record().ref();
    KeyRef second = rotate(first);

    fixture.apiKeys.changePlan(OPERATOR, second, "development", ANY);
    assertThat(planOf(first)).isEqualTo("development");
    fixture.apiKeys.changePlan(OPERATOR, first, "default", ANY);
    assertThat(planOf(second)).isEqualTo("default");

    fixture.clock.advance(Duration.ofDays(2));
    fixture.apiKeys.changePlan(OPERATOR, second, "development", ANY);
    assertThat(planOf(first)).as("the old key has ended").isEqualTo("default");
  }

  private KeyRef rotate(KeyRef old) {
    return ((Generated) fixture.apiKeys.rotate(OPERATOR, old, ROTATION, ANY)).record().ref();
  }

  private String planOf(KeyRef key) {
    ApiKeyRecord record = fixture.apiKeys.get(OPERATOR.operator(), key).record();
    return Objects.requireNonNullElse(record.plan(), "default");
  }
}
