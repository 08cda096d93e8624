package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nexusauth.management.service.Problems.assertKind;
import static org.nexusauth.management.service.ServiceFixture.ANY;
import static org.nexusauth.management.service.ServiceFixture.ORG;
import static org.nexusauth.management.service.ServiceFixture.START;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.GenerationResult.AlreadyGenerated;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException.Kind;

class GeneratedKeysTest {
  private final ServiceFixture fixture = ServiceFixture.joined();

  @Test
  void newKey_hasTheClaimsOfItsRecord() {
    Generated made = fixture.generate();
    KeyClaims claims = made.record().claims();

    String payload =
        new String(
            Base64.getUrlDecoder().decode(made.key().text().split("\\.", -1)[1]),
            StandardCharsets.UTF_8);

    assertThat(made.key().text()).startsWith("nxs_eyJ");
    assertThat(payload)
        .contains("\"jti\":\"" + claims.ref().keyId() + "\"")
        .contains("\"iat\":" + START.getEpochSecond())
        .contains("\"exp\":" + START.plus(Duration.ofDays(180)).getEpochSecond())
        .contains("\"integrationId\":\"" + fixture.integration.id() + "\"")
        .contains("\"agentId\":\"agt_a\"")
        .contains("\"iss\":\"https://api.example.com\"");
    assertThat(claims.issuedAt()).isEqualTo(START);
    assertThat(claims.expiresAt()).isEqualTo(made.key().expiresAt());
    assertThat(claims.signingKeyId()).isEqualTo("kid-1");
    assertThat(Base64.getUrlDecoder().decode(claims.ref().keyId())).hasSize(16);
  }

  @Test
  void newKey_isRecordedWithItsMarks_andAuditedTwice() {
    Generated made = fixture.generate();

    ApiKeyRecord stored =
        fixture.store.read(all -> all.findApiKey(made.record().ref())).orElseThrow();
    assertThat(stored).isEqualTo(made.record());
    assertThat(stored.marks())
        .isEqualTo(new KeyMarks(made.key().fingerprint(), made.key().lastFour()));
    assertThat(stored.label().createdBy()).isEqualTo("ada");
    assertThat(fixture.events().stream().map(event -> event.action()).toList())
        .endsWith("key.create", "key.sign");
    assertThat(fixture.lastEvent().before()).isEmpty();
    assertThat(fixture.lastEvent().after()).containsOnlyKeys("fingerprint", "lastFour");
    assertThat(fixture.apiKeys.get(ServiceFixture.operator().operator(), stored.ref()).state())
        .isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void keyText_isNowhereInRecordsAuditOrTexts() {
    Generated made = fixture.generate();
    String text = made.key().text();

    String everything =
        made
            + " "
            + fixture.events()
            + fixture.store.read(all -> all.findApiKey(made.record().ref()))
            + fixture.apiKeys.get(ServiceFixture.operator().operator(), made.record().ref());

    for (String part : text.split("\\.", -1)) {
      assertThat(everything).doesNotContain(part.substring(part.length() - 16));
    }
  }

  @Test
  void repeatedRequest_makesNoOtherKey() {
    ChangeContext request =
        ServiceFixture.contextOf(ServiceFixture.operatorOf(Role.OPERATOR, ORG), "idem-1");
    Generated first = (Generated) fixture.apiKeys.generate(request, fixture.order());

    GenerationResult second = fixture.apiKeys.generate(request, fixture.order());

    assertThat(second).isInstanceOf(AlreadyGenerated.class);
    assertThat(second.record()).isEqualTo(first.record());
    assertKind(
        Kind.CONFLICT,
        () -> fixture.apiKeys.generate(request, fixture.order("Other", List.of("read"))));
    ChangeContext other = ServiceFixture.contextOf(ServiceFixture.admin().operator(), "idem-1");
    assertThat(fixture.apiKeys.generate(other, fixture.order())).isInstanceOf(Generated.class);
    fixture.clock.advance(Duration.ofHours(24));
    assertThat(fixture.apiKeys.generate(request, fixture.order())).isInstanceOf(Generated.class);
  }

  static Stream<List<String>> wrongPermissions() {
    return Stream.of(
        List.of(),
        IntStream.range(0, 65).mapToObj(i -> "p" + i).collect(Collectors.toList()),
        List.of("read", "read"),
        List.of(" read"),
        List.of("read\n"),
        List.of(""),
        List.of("x".repeat(256)),
        List.of("\ud800"),
        IntStream.range(0, 10).mapToObj(i -> i + "x".repeat(200)).collect(Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("wrongPermissions")
  void wrongPermissions_areInvalid(List<String> permissions) {
    assertThat(
            assertKind(
                    Kind.INVALID,
                    () ->
                        fixture.apiKeys.generate(
                            ServiceFixture.operator(), fixture.order("Key", permissions)))
                .fieldErrors())
        .allMatch(error -> error.field().equals("permissions"));
  }

  static Stream<String> wrongNames() {
    return Stream.of(
        "",
        " ",
        " Key",
        "Key ",
        "Key\u00a0",
        "a\nb",
        "a\u202eb",
        "a\u0000b",
        "x".repeat(81),
        "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJqdGkiOiJhYmMifQ.c2lnbmF0dXJl");
  }

  @ParameterizedTest
  @MethodSource("wrongNames")
  void wrongName_isInvalid(String name) {
    assertThat(
            assertKind(
                    Kind.INVALID,
                    () ->
                        fixture.apiKeys.generate(
                            ServiceFixture.operator(), fixture.order(name, List.of("read"))))
                .fieldErrors())
        .singleElement()
        .satisfies(error -> assertThat(error.field()).isEqualTo("name"));
  }

  @Test
  void name_ofEightyCharacters_isValid() {
    String name = "\uD83D\uDD11".repeat(80);

    assertThat(
            fixture
                .apiKeys
                .generate(ServiceFixture.operator(), fixture.order(name, List.of("read")))
                .record()
                .label()
                .name())
        .isEqualTo(name);
  }

  @Test
  void lifetime_isWithinTheLongestOne() {
    assertThat(generateFor(Duration.ofDays(180)).record().claims().expiresAt())
        .isEqualTo(START.plus(Duration.ofDays(180)));
    assertKind(Kind.INVALID, () -> generateFor(Duration.ofDays(180).plusSeconds(1)));
    assertKind(Kind.INVALID, () -> generateFor(Duration.ofMillis(999)));
    assertKind(Kind.INVALID, () -> generateFor(Duration.ofSeconds(Long.MAX_VALUE)));
    assertKind(Kind.INVALID, () -> generateFor(Duration.ofDays(-1)));
  }

  private GenerationResult generateFor(Duration lifetime) {
    return fixture.apiKeys.generate(
        ServiceFixture.operator(),
        new NewKeyRequest(
            ORG,
            fixture.integration.id(),
            "Key",
            Environment.DEVELOPMENT,
            List.of("read"),
            lifetime,
            "development"));
  }

  @Test
  void end_isWithinTheLongestLifetime() {
    Instant latest = START.plus(Duration.ofDays(180));
    ChangeContext request =
        ServiceFixture.contextOf(ServiceFixture.operatorOf(Role.OPERATOR, ORG), "idem-end");
    Generated made = (Generated) fixture.apiKeys.generate(request, orderUntil(latest));
    assertThat(made.record().claims().expiresAt()).isEqualTo(latest);
    fixture.clock.advance(Duration.ofSeconds(90));
    assertThat(fixture.apiKeys.generate(request, orderUntil(latest)))
        .isEqualTo(new AlreadyGenerated(made.record()));
    Instant now = START.plusSeconds(90);
    for (Instant wrong : List.of(now, now.minusSeconds(1), now.plus(Duration.ofDays(181)))) {
      assertThat(fixture.apiKeys.findProblems(orderUntil(wrong)))
          .singleElement()
          .matches(error -> error.field().equals("expiresAt"));
      assertKind(
          Kind.INVALID,
          () -> fixture.apiKeys.generate(ServiceFixture.operator(), orderUntil(wrong)));
    }
    assertThat(fixture.apiKeys.findProblems(orderUntil(now.plusSeconds(1)))).isEmpty();
  }

  private NewKeyRequest orderUntil(Instant end) {
    NewKeyRequest order = fixture.order();
    return new NewKeyRequest(
        order.organizationId(),
        order.integrationId(),
        order.name(),
        order.environment(),
        order.permissions(),
        null,
        null,
        end);
  }

  @Test
  void order_withALifetimeAndAnEnd_isAMistakeOfItsAuthor() {
    NewKeyRequest order = orderUntil(START);
    assertThatThrownBy(
            () ->
                new NewKeyRequest(
                    ORG,
                    "int-1",
                    "Key",
                    order.environment(),
                    order.permissions(),
                    Duration.ofDays(1),
                    null,
                    START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void key_ofADisabledIntegrationOrRestrictedAgent_isNotMade() {
    fixture.integrations.disable(
        ServiceFixture.operator(), ORG, fixture.integration.id(), "incident", ANY);
    assertKind(Kind.CONFLICT, fixture::generate);
    fixture.integrations.enable(ServiceFixture.operator(), ORG, fixture.integration.id(), ANY);
    fixture.agents.restrict(ServiceFixture.admin(), ORG, ServiceFixture.AGENT, "unpaid", ANY);
    assertKind(Kind.CONFLICT, fixture::generate);
    fixture.agents.liftRestriction(ServiceFixture.admin(), ORG, ServiceFixture.AGENT, ANY);
    assertThat(fixture.generate()).isNotNull();
  }
}
