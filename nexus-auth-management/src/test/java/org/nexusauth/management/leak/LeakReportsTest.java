package org.nexusauth.management.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.keys.ApiKeyIssuer;
import org.nexusauth.keys.KeyRequest;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.limit.FailureLimit;
import org.nexusauth.management.leak.LeakReportResult.Denied;
import org.nexusauth.management.leak.LeakReportResult.Handled;
import org.nexusauth.management.leak.LeakReportResult.Limited;
import org.nexusauth.management.leak.LeakReportResult.Malformed;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.ReasonText;

class LeakReportsTest {
  private static final String ISSUER = "https://api.example.com";
  private static final SigningKey SIGNING_KEY = SigningKey.generate("2026-11");
  private static final LeakReportSender ANYONE =
      new LeakReportSender(null, null, "req-1", "192.0.2.1");

  private static ApiKeyGate gate;

  private final GitHubSignature github = GitHubSignature.generate();
  private final List<String> handled = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private final AtomicLong ticks = new AtomicLong();

  @BeforeAll
  static void openGate() {
    gate =
        ApiKeyGate.builder(
                Map.of(
                    "nexus.auth.verify.keys",
                    SIGNING_KEY.publicJwks(),
                    "nexus.auth.token.prefix",
                    "nxs_",
                    "nexus.auth.verify.issuer",
                    ISSUER))
            .build();
  }

  @AfterAll
  static void closeGate() {
    gate.close();
  }

  @Test
  void report_ofGitHub_findsOurKeysAndNoOthers() {
    String ours = issue(SIGNING_KEY, "ours");
    String foreign = issue(SigningKey.generate("2026-11"), "foreign");
    String forged = ours.substring(0, ours.length() - 8) + "AAAAAAAA";
    byte[] body =
        bytes(
            "[%s,%s,%s]"
                .formatted(
                    match(ours, "commit"), match(foreign, "content"), match(forged, "content")));

    LeakReportResult result = reports().handle(body, github.sender(body));

    assertThat(findingsOf(result))
        .extracting(LeakFinding::genuine)
        .containsExactly(true, false, false);
    assertThat(handled).containsExactly("ours");
    assertThat(sources).containsExactly("github commit https://github.com/o/r/blob/1/a.txt");
  }

  @Test
  void finding_namesTheHashAndTheType() {
    byte[] body =
        bytes("[{\"token\":\"abc\",\"type\":\"our_type\",\"url\":\"\",\"source\":\"unknown\"}]");

    assertThat(findingsOf(reports().handle(body, github.sender(body))))
        .containsExactly(
            new LeakFinding(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "our_type",
                false));
  }

  @Test
  void report_withAWrongSignature_isDeniedWhole() {
    byte[] body = bytes("[" + match(issue(SIGNING_KEY, "ours"), "commit") + "]");
    byte[] other = bytes("[]");

    assertThat(reports().handle(body, github.sender(other))).isInstanceOf(Denied.class);
    assertThat(
            reports()
                .handle(body, new LeakReportSender("unknown", github.sign(body), "r", "192.0.2.1")))
        .isInstanceOf(Denied.class);
    assertThat(handled).isEmpty();
  }

  @Test
  void report_withAWrongSignature_isDeniedBeforeItsFormIsRead() {
    byte[] body = bytes("not JSON");

    assertThat(reports().handle(body, github.sender(bytes("[]")))).isInstanceOf(Denied.class);
  }

  @Test
  void report_inThePlainForm_needsNoSignature() {
    byte[] body = plain(issue(SIGNING_KEY, "ours"), "a wiki page");

    assertThat(findingsOf(reports().handle(body, ANYONE)))
        .extracting(LeakFinding::genuine)
        .containsExactly(true);
    assertThat(sources).containsExactly("a wiki page");
  }

  @Test
  void key_withoutThePrefix_isOurs() {
    String text = issue(SIGNING_KEY, "ours");

    assertThat(findingsOf(reports().handle(plain(text.substring(4), "x"), ANYONE)))
        .extracting(LeakFinding::genuine)
        .containsExactly(true);
  }

  @Test
  void key_thatHasExpired_isOurs() {
    Clock past = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
    String text =
        ApiKeyIssuer.builder(SIGNING_KEY, ISSUER)
            .clock(past)
            .build()
            .issue(KeyRequest.builder("int_1", "org_1").expiresIn(Duration.ofDays(1)).build())
            .text();

    assertThat(findingsOf(reports().handle(plain(text, "x"), ANYONE)))
        .extracting(LeakFinding::genuine)
        .containsExactly(true);
  }

  @Test
  void key_thatIsReportedTwiceInAReport_isHandledOnce() {
    String key = issue(SIGNING_KEY, "ours");

    assertThat(
            findingsOf(
                reports()
                    .handle(bytes("{\"tokens\":[\"%s\",\"%s\"]}".formatted(key, key)), ANYONE)))
        .hasSize(1);
    assertThat(handled).containsExactly("ours");
  }

  @Test
  void source_thatHoldsTheKey_isNotKept() {
    String key = issue(SIGNING_KEY, "ours");
    String signature = key.substring(key.lastIndexOf('.') + 1);

    reports().handle(plain(key, "at " + key), ANYONE);
    reports().handle(plain(key, "at " + signature.substring(20, 40)), ANYONE);

    assertThat(String.join("\n", sources)).doesNotContain(key, signature.substring(20, 40));
    assertThat(sources).hasSize(2).allMatch(source -> source.length() < 40);
  }

  @Test
  void source_thatHasControls_isEscaped() {
    reports().handle(plain(issue(SIGNING_KEY, "ours"), " a\\u0000b\\r\\n\\u202e "), ANYONE);

    assertThat(sources).containsExactly("a\\u0000b\\u000d\\u000a\\u202e");
  }

  @Test
  void source_thatIsLong_fitsIntoTheReason() {
    String key = issue(SIGNING_KEY, "ours");
    reports().handle(plain(key, "𝕏 ".repeat(300)), ANYONE);
    reports().handle(plain(key, "\\u0000".repeat(100)), ANYONE);
    reports().handle(plain(key, "  "), ANYONE);

    assertThat(sources.get(0)).hasSizeLessThan(300).endsWith("…");
    assertThat(sources.get(1)).startsWith("\\u0000").hasSizeLessThan(200).endsWith("…");
    assertThat(sources.get(2)).isEqualTo("(source left out)");
    assertThat(sources)
        .allMatch(source -> ReasonText.problemWith("leaked: reported by " + source).isEmpty());
  }

  @Test
  void type_thatHoldsAPartOfTheKey_isNotAnswered() {
    String key = issue(SIGNING_KEY, "ours");
    byte[] body =
        bytes("[{\"token\":\"%s\",\"type\":\"%s\"}]".formatted(key, key.substring(0, 60)));

    assertThat(findingsOf(reports().handle(body, ANYONE)))
        .extracting(LeakFinding::tokenType)
        .containsExactly("nexus_api_key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|JSON object",
        "1|JSON object",
        "{}|Expected",
        "{\"tokens\":\"x\"}|Expected",
        "{\"tokens\":[1]}|Expected",
        "{\"tokens\":[],\"source\":1}|Expected",
        "{\"tokens\":[],\"more\":1}|Expected",
        "{\"tokens\":[],\"tokens\":[]}|twice",
        "[{}]|token",
        "[1]|token",
        "[{\"token\":1}]|token",
        "[{\"token\":\"x\"}]x|behind",
        "[{\"token\":\"x\"}|well-formed"
      })
  void body_ofAnyOtherForm_isMalformed(String body, String message) {
    assertThat(reports().handle(bytes(body), ANYONE))
        .asInstanceOf(InstanceOfAssertFactories.type(Malformed.class))
        .satisfies(result -> assertThat(result.message()).contains(message));
  }

  @Test
  void report_ofAThousandTokens_isExaminedAndOneMoreIsNot() {
    assertThat(findingsOf(reports().handle(numbered(1_000), ANYONE))).hasSize(1_000);
    assertThat(reports().handle(numbered(1_001), ANYONE)).isInstanceOf(Malformed.class);
  }

  @Test
  void body_ofOneMegabyte_isReadAndOneMoreByteIsNot() {
    String start = "{\"tokens\":[]";
    String whole = start + " ".repeat(LeakReports.MAX_BODY_BYTES - start.length() - 1) + "}";

    assertThat(reports().handle(bytes(whole), ANYONE)).isEqualTo(new Handled(List.of()));
    assertThat(reports().handle(bytes(whole + " "), ANYONE)).isInstanceOf(Malformed.class);
  }

  @Test
  void sender_ofTooManyForeignTexts_hasToWaitAndGitHubHasNot() {
    LeakReports reports = reports();
    reports.handle(numbered(1_000), ANYONE);
    reports.handle(numbered(1_000), ANYONE);

    assertThat(reports.handle(numbered(1), ANYONE))
        .asInstanceOf(InstanceOfAssertFactories.type(Limited.class))
        .satisfies(limited -> assertThat(limited.retryAfter()).isPositive());
    assertThat(reports.handle(numbered(1), new LeakReportSender(null, null, "r", "192.0.2.2")))
        .isInstanceOf(Handled.class);
    byte[] body = numbered(1_000);
    assertThat(
            reports.handle(
                body,
                new LeakReportSender(
                    GitHubSignature.IDENTIFIER, github.sign(body), "r", ANYONE.address())))
        .isInstanceOf(Handled.class);
    ticks.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(reports.handle(numbered(1), ANYONE)).isInstanceOf(Handled.class);
  }

  @Test
  void sender_ofGenuineKeys_isNotLimited() {
    LeakReports reports = reports();
    byte[] body = plain(issue(SIGNING_KEY, "ours"), "x");

    for (int i = 0; i < LeakReports.MAX_FAILURES_PER_MINUTE + 10; i++) {
      assertThat(reports.handle(body, ANYONE)).isInstanceOf(Handled.class);
    }
  }

  @Test
  void store_thatCannotBeReached_isAnError() {
    LeakReports reports =
        reports(
            (context, ref, token) -> {
              throw ManagementException.unavailable("away", null);
            });

    assertThatThrownBy(() -> reports.handle(plain(issue(SIGNING_KEY, "ours"), "x"), ANYONE))
        .isInstanceOf(ManagementException.class);
  }

  private LeakReports reports() {
    return reports(
        (context, ref, token) -> {
          assertThat(context.operator().name()).isEqualTo("leak-report");
          handled.add(ref.keyId());
          sources.add(token.printableSource());
        });
  }

  private LeakReports reports(LeakedKeyHandler handler) {
    try {
      return new LeakReports(
          LeakReportsTest::readGenuineKey,
          handler,
          GitHubKeys.fixed(github.publicKeys()),
          new FailureLimit(LeakReports.MAX_FAILURES_PER_MINUTE, ticks::get));
    } catch (UnusableKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<KeyClaims> readGenuineKey(String text) {
    return gate.subjectOf(text).map(LeakReportsTest::claimsOf);
  }

  private static KeyClaims claimsOf(KeySubject key) {
    return new KeyClaims(
        key.issuer(),
        new KeyRef(key.organizationId(), key.integrationId(), key.keyId()),
        key.agentId(),
        List.of(),
        null,
        key.signingKeyId(),
        key.issuedAt(),
        key.expiresAt());
  }

  private static String issue(SigningKey key, String id) {
    return ApiKeyIssuer.builder(key, ISSUER)
        .prefix("nxs_")
        .build()
        .issue(KeyRequest.builder("int_1", "org_1").id(id).expiresIn(Duration.ofDays(1)).build())
        .text();
  }

  private static String match(String token, String source) {
    return "{\"token\":\"%s\",\"type\":\"nexus_api_key\",\"url\":\"https://github.com/o/r/blob/1/a.txt\",\"source\":\"%s\"}"
        .formatted(token, source);
  }

  private static byte[] plain(String token, String source) {
    return bytes("{\"tokens\":[\"%s\"],\"source\":\"%s\"}".formatted(token, source));
  }

  private static byte[] numbered(int count) {
    return bytes(
        IntStream.range(0, count)
            .mapToObj(i -> "\"token-" + i + "\"")
            .collect(Collectors.joining(",", "{\"tokens\":[", "]}")));
  }

  private static List<LeakFinding> findingsOf(LeakReportResult result) {
    assertThat(result).isInstanceOf(Handled.class);
    return ((Handled) result).findings();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
