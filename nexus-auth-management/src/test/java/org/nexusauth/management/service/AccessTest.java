package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.management.service.Problems.assertKind;
import static org.nexusauth.management.service.ServiceFixture.AGENT;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.IntegrationSummary;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;

/** Every method, for each role, and with the ids of another organization. */
class AccessTest {
  private static final PageRequest PAGE = new PageRequest(10, null);
  private static final AuditQuery EVERYTHING = new AuditQuery(null, null, null, null, null, null);

  private final ServiceFixture fixture = ServiceFixture.joined();

  /** A call of a service on the fixture's organization. */
  private interface Call extends BiConsumer<ServiceFixture, ChangeContext> {}

  private static KeyRef key(ServiceFixture fixture) {
    return fixture.generate().record().ref();
  }

  private static KeyRef rotatingKey(ServiceFixture fixture) {
    KeyRef ref = key(fixture);
    KeyRotationRequest order = new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(1));
    fixture.apiKeys.rotate(ServiceFixture.operator(), ref, order, ANY);
    return ref;
  }

  private static Arguments call(String name, Role needed, Call call) {
    return argumentSet(name, needed, call);
  }

  static Stream<Arguments> calls() {
    return Stream.of(reads(), directoryWrites(), keyWrites(), planWrites()).flatMap(one -> one);
  }

  private static Stream<Arguments> planWrites() {
    return Stream.of(
        call(
            "plan of a key",
            Role.OPERATOR,
            (f, c) -> f.apiKeys.changePlan(c, key(f), "development", ANY)));
  }

  private static Stream<Arguments> reads() {
    return Stream.of(
        call("organization", Role.VIEWER, (f, c) -> f.organizations.get(c.operator(), ORG)),
        call("agent", Role.VIEWER, (f, c) -> f.agents.get(c.operator(), ORG, AGENT)),
        call("agents", Role.VIEWER, (f, c) -> f.agents.list(c.operator(), ORG, null, PAGE)),
        call(
            "integration",
            Role.VIEWER,
            (f, c) -> f.integrations.get(c.operator(), ORG, f.integration.id())),
        call(
            "integrations",
            Role.VIEWER,
            (f, c) ->
                f.integrations.list(
                    c.operator(),
                    new IntegrationQuery(ORG, null, null, null, null, null, f.ports.now()),
                    PAGE)),
        call(
            "count",
            Role.VIEWER,
            (f, c) -> f.integrations.countKeys(c.operator(), ORG, f.integration.id())),
        call(
            "summary",
            Role.VIEWER,
            (f, c) -> f.integrations.summarize(c.operator(), ORG, List.of(f.integration))),
        call("key", Role.VIEWER, (f, c) -> f.apiKeys.get(c.operator(), key(f))),
        call(
            "keys",
            Role.VIEWER,
            (f, c) ->
                f.apiKeys.list(
                    c.operator(),
                    new ApiKeyQuery(ORG, null, null, null, null, null, null, f.ports.now()),
                    PAGE)),
        call(
            "progress",
            Role.VIEWER,
            (f, c) -> f.apiKeys.rotationProgress(c.operator(), rotatingKey(f))));
  }

  private static Stream<Arguments> directoryWrites() {
    return Stream.of(
        call("rename organization", Role.ADMIN, (f, c) -> f.organizations.rename(c, ORG, "B", ANY)),
        call("create agent", Role.ADMIN, (f, c) -> f.agents.create(c, ORG, null, "Bob")),
        call("rename agent", Role.ADMIN, (f, c) -> f.agents.rename(c, ORG, AGENT, "B", ANY)),
        call("restrict", Role.ADMIN, (f, c) -> f.agents.restrict(c, ORG, AGENT, "unpaid", ANY)),
        call("lift", Role.ADMIN, (f, c) -> f.agents.liftRestriction(c, ORG, AGENT, ANY)),
        call(
            "create integration",
            Role.OPERATOR,
            (f, c) -> f.integrations.create(c, ORG, "New", AGENT)),
        call(
            "rename integration",
            Role.OPERATOR,
            (f, c) -> f.integrations.rename(c, ORG, f.integration.id(), "B", ANY)),
        call(
            "disable",
            Role.OPERATOR,
            (f, c) -> f.integrations.disable(c, ORG, f.integration.id(), "incident", ANY)),
        call(
            "enable",
            Role.OPERATOR,
            (f, c) -> f.integrations.enable(c, ORG, f.integration.id(), ANY)));
  }

  private static Stream<Arguments> keyWrites() {
    KeyRotationRequest rotation = new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(1));
    KeyRevocationRequest revocation = new KeyRevocationRequest(Cause.LEAKED, "", null);
    return Stream.of(
        call("generate", Role.OPERATOR, (f, c) -> f.apiKeys.generate(c, f.order())),
        call("rename key", Role.OPERATOR, (f, c) -> f.apiKeys.rename(c, key(f), "B", ANY)),
        call("revoke", Role.OPERATOR, (f, c) -> f.apiKeys.revoke(c, key(f), revocation, ANY)),
        call("rotate", Role.OPERATOR, (f, c) -> f.apiKeys.rotate(c, key(f), rotation, ANY)),
        call("cancel", Role.OPERATOR, (f, c) -> f.apiKeys.cancelRotation(c, rotatingKey(f), ANY)),
        call("leak", Role.OPERATOR, (f, c) -> f.apiKeys.reportLeak(c, key(f), "GitHub", true)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_isAllowedForItsRoleAndHigherOnes(Role needed, Call call) {
    for (Role role : Role.values()) {
      ServiceFixture each = ServiceFixture.joined();
      ChangeContext context = ServiceFixture.contextOf(ServiceFixture.operatorOf(role, ORG), null);
      if (role.includes(needed)) {
        call.accept(each, context);
      } else {
        assertKind(Kind.FORBIDDEN, () -> call.accept(each, context));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_onAnotherOrganization_findsNothing(Role needed, Call call) {
    for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
      Operator stranger = ServiceFixture.operatorOf(role, "org_b");

      assertKind(
          Kind.NOT_FOUND, () -> call.accept(fixture, ServiceFixture.contextOf(stranger, null)));
    }
    assertThat(fixture.events()).noneMatch(event -> event.organizationId().equals("org_b"));
  }

  @Test
  void idOfAnotherOrganization_underOnesOwn_isNotFound() {
    fixture.organizations.create(ServiceFixture.admin(), "org_b", "B");
    ChangeContext stranger =
        ServiceFixture.contextOf(ServiceFixture.operatorOf(Role.OPERATOR, "org_b"), null);
    String id = fixture.integration.id();
    KeyRef key = key(fixture);
    KeyRef guessed = new KeyRef("org_b", key.integrationId(), key.keyId());

    assertKind(
        Kind.NOT_FOUND, () -> fixture.integrations.disable(stranger, "org_b", id, "incident", ANY));
    assertKind(Kind.NOT_FOUND, () -> fixture.apiKeys.get(stranger.operator(), guessed));
    assertKind(
        Kind.NOT_FOUND,
        () ->
            fixture.apiKeys.revoke(
                stranger, guessed, new KeyRevocationRequest(Cause.LEAKED, "", null), ANY));
    assertKind(Kind.INVALID, () -> fixture.integrations.create(stranger, "org_b", "Mine", AGENT));
  }

  @Test
  void summaries_areOfOneOrganization_andOfOnePage() {
    Operator root = ServiceFixture.admin().operator();
    fixture.organizations.create(ServiceFixture.admin(), "org_b", "B");
    Integration own = fixture.integration;
    fixture.generate();

    assertThat(fixture.integrations.summarize(root, ORG, List.of(own)))
        .containsOnlyKeys(own.id())
        .extractingByKey(own.id())
        .isEqualTo(new IntegrationSummary(Map.of(KeyState.ACTIVE, 1L), null));
    assertThat(fixture.integrations.summarize(root, ORG, List.of())).isEmpty();
    assertThat(fixture.integrations.summarize(root, ORG, Collections.nCopies(200, own))).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.integrations.summarize(root, ORG, Collections.nCopies(201, own)));
    assertKind(Kind.NOT_FOUND, () -> fixture.integrations.summarize(root, "org_b", List.of(own)));
  }

  @Test
  void onlyAdmin_createsOrganizationsAndVerifies() {
    ChangeContext operator = ServiceFixture.operator();

    assertKind(Kind.FORBIDDEN, () -> fixture.organizations.create(operator, null, "B"));
    assertKind(Kind.FORBIDDEN, () -> fixture.auditLog.verify(operator.operator()));
    assertThat(fixture.organizations.create(ServiceFixture.admin(), null, "B").id())
        .startsWith("org_");
  }

  @Test
  void lists_haveWhatTheOperatorSees() {
    fixture.organizations.create(ServiceFixture.admin(), "org_b", "B");
    Operator viewer = ServiceFixture.operatorOf(Role.VIEWER, ORG);

    assertThat(fixture.organizations.list(viewer, PAGE).items()).hasSize(1);
    assertThat(fixture.organizations.list(ServiceFixture.admin().operator(), PAGE).items())
        .hasSize(2);
    assertThat(fixture.auditLog.list(viewer, EVERYTHING, PAGE).items())
        .isNotEmpty()
        .allMatch(event -> event.organizationId().equals(ORG));
    AuditQuery foreign = new AuditQuery(Set.of("org_b"), null, null, null, null, null);
    assertThat(fixture.auditLog.list(viewer, foreign, PAGE).items()).isEmpty();
    assertThat(fixture.auditLog.list(ServiceFixture.admin().operator(), foreign, PAGE).items())
        .extracting(AuditEvent::action)
        .containsExactly("organization.create");
  }

  @Test
  void organizationWithoutRecord_isNotFound() {
    ChangeContext admin = ServiceFixture.admin();

    assertKind(Kind.NOT_FOUND, () -> fixture.organizations.get(admin.operator(), "org_x"));
    assertKind(Kind.NOT_FOUND, () -> fixture.agents.create(admin, "org_x", null, "Bob"));
    assertKind(Kind.NOT_FOUND, () -> fixture.agents.list(admin.operator(), "org_x", null, PAGE));
  }
}
