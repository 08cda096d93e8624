package org.nexusauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.config.ClaimNames;

class ApiKeyIssuerTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00.750Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String ISSUER = "https://api.example.com";
  private static final SigningKey KEY = SigningKey.generate("2026-11");

  private static ApiKeyIssuer.Builder issuer() {
    return ApiKeyIssuer.builder(KEY, ISSUER).clock(CLOCK);
  }

  private static KeyRequest.Builder request() {
    return KeyRequest.builder("int_1", "org_1").expiresIn(Duration.ofDays(30));
  }

  private static Map<String, Object> claims(IssuedKey key) throws Exception {
    return Verifying.claims(key.text(), KEY.publicJwks());
  }

  @Test
  void issuedKey_carriesEveryClaimOfTheContract() throws Exception {
    IssuedKey key =
        issuer()
            .build()
            .issue(
                request().agent("agt_1").permissions("read", "write").plan("production").build());

    assertThat(claims(key))
        .containsExactly(
            Map.entry("iss", ISSUER),
            Map.entry("aud", ISSUER),
            Map.entry("integrationId", "int_1"),
            Map.entry("organizationId", "org_1"),
            Map.entry("agentId", "agt_1"),
            Map.entry("permissions", List.of("read", "write")),
            Map.entry("plan", "production"),
            Map.entry("iat", NOW.getEpochSecond()),
            Map.entry("exp", NOW.getEpochSecond() + 30 * 86_400),
            Map.entry("jti", key.id()));
    assertThat(key.issuedAt()).isEqualTo("2026-11-24T08:00:00Z");
    assertThat(key.expiresAt()).isEqualTo("2026-12-24T08:00:00Z");
  }

  @Test
  void header_isTheSameTextForEveryKeyOfOneSigningKey() {
    IssuedKey key = issuer().build().issue(request().build());

    assertThat(Verifying.header(key.text()))
        .isEqualTo("{\"alg\":\"RS256\",\"kid\":\"2026-11\",\"typ\":\"JWT\"}");
    assertThat(key.text()).startsWith("eyJhbGciOiJSUzI1NiIsImtpZCI6Ij").hasLineCount(1);
  }

  @Test
  void key_withoutAgentOrPermissions_hasNoAgentAndAnEmptyList() throws Exception {
    Map<String, Object> claims = claims(issuer().build().issue(request().build()));

    assertThat(claims)
        .doesNotContainKeys("agentId", "nbf", "plan")
        .containsEntry("permissions", List.of());
  }

  @Test
  void options_ofTheIssuerAnd_theRequestReachTheKey() throws Exception {
    IssuedKey key =
        issuer()
            .audiences("a", "b")
            .claimNames(new ClaimNames("int", "org", "agt", "scope"))
            .build()
            .issue(
                request()
                    .agent("agt_1")
                    .permissions("read", "read")
                    .id("k-1")
                    .notBefore(NOW.plusSeconds(60))
                    .expiresAt(NOW.plusSeconds(120))
                    .build());

    assertThat(claims(key))
        .containsEntry("aud", List.of("a", "b"))
        .containsEntry("int", "int_1")
        .containsEntry("org", "org_1")
        .containsEntry("agt", "agt_1")
        .containsEntry("scope", List.of("read"))
        .containsEntry("nbf", NOW.getEpochSecond() + 60)
        .containsEntry("exp", NOW.getEpochSecond() + 120)
        .containsEntry("jti", "k-1")
        .doesNotContainKey("integrationId");
  }

  @Test
  void prefix_standsBeforeTheKey() throws Exception {
    IssuedKey key = issuer().prefix("nxs_").build().issue(request().build());

    assertThat(key.text()).startsWith("nxs_eyJ");
    assertThat(Verifying.claims(key.text().substring(4), KEY.publicJwks())).containsKey("jti");
  }

  @Test
  void text_isNotInToStringAndTheFingerprintIs() {
    IssuedKey key = issuer().build().issue(request().build());

    assertThat(key.toString())
        .contains(key.id(), key.fingerprint(), "2026-12-24")
        .doesNotContain(key.text().substring(0, 16))
        .doesNotContain(key.text().substring(key.text().length() - 16));
    assertThat(key.fingerprint()).matches("sha256:[0-9a-f]{12}");
    assertThat(key.lastFour()).hasSize(4);
    assertThat(key.text()).endsWith(key.lastFour());
  }

  @Test
  void ids_fromManyThreads_areAllDifferentAndOf128RandomBits() throws Exception {
    ApiKeyIssuer hmac =
        ApiKeyIssuer.builder(SigningKey.generate(SigningAlgorithm.HS256, "h"), ISSUER).build();
    KeyRequest request = request().build();
    Callable<Set<String>> work =
        () -> {
          Set<String> ids = new HashSet<>();
          for (int i = 0; i < 2_500; i++) {
            ids.add(hmac.issue(request).id());
          }
          return ids;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Set<String> all = new HashSet<>();
      for (Future<Set<String>> ids : threads.invokeAll(List.of(work, work, work, work))) {
        all.addAll(ids.get());
      }
      assertThat(all).hasSize(10_000).allMatch(id -> id.matches("[A-Za-z0-9_][A-Za-z0-9_-]{21}"));
    } finally {
      threads.shutdownNow();
    }
  }

  static Stream<Arguments> lifetimes() {
    return Stream.of(
        argumentSet("zero", Duration.ZERO),
        argumentSet("half a second", Duration.ofMillis(500)),
        argumentSet("negative", Duration.ofDays(-1)),
        argumentSet("past the year 9999", Duration.ofDays(3_000_000)),
        argumentSet("overflowing the calendar", Duration.ofSeconds(Long.MAX_VALUE)),
        argumentSet("overflowing backwards", Duration.ofSeconds(Long.MIN_VALUE)));
  }

  @ParameterizedTest
  @MethodSource("lifetimes")
  void lifetime_thatMakesNoSense_isRefused(Duration lifetime) {
    ApiKeyIssuer issuer = issuer().build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.issue(request().expiresIn(lifetime).build()))
        .withMessageContaining("key");
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        argumentSet("past", NOW.minusSeconds(1)),
        argumentSet("now", NOW),
        argumentSet("within this second", NOW.plusMillis(200)),
        argumentSet("far", Instant.MAX),
        argumentSet("long ago", Instant.MIN),
        argumentSet("year 10000", Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void end_thatMakesNoSense_isRefused(Instant end) {
    ApiKeyIssuer issuer = issuer().build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.issue(request().expiresAt(end).build()))
        .withMessageContaining("key must");
  }

  @Test
  void endOneSecondAhead_andTheLastOfTheCalendar_areAccepted() {
    ApiKeyIssuer issuer = issuer().build();
    Instant last = Instant.parse("9999-12-31T23:59:59Z");

    assertThat(issuer.issue(request().expiresIn(Duration.ofSeconds(1)).build()).expiresAt())
        .isEqualTo("2026-11-24T08:00:01Z");
    assertThat(issuer.issue(request().expiresAt(last).build()).expiresAt()).isEqualTo(last);
  }

  @Test
  void beginning_atOrAfterTheEnd_isRefused() {
    ApiKeyIssuer issuer = issuer().build();
    KeyRequest.Builder minute = request().expiresIn(Duration.ofMinutes(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.issue(minute.notBefore(NOW.plusSeconds(60)).build()))
        .withMessageContaining("before it expires");
    assertThat(issuer.issue(minute.notBefore(NOW.plusSeconds(59)).build())).isNotNull();
  }

  @Test
  void request_withoutExpiry_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRequest.builder("int_1", "org_1").build())
        .withMessageContaining("set when the key expires");
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        argumentSet("blank", " ", "blank"),
        argumentSet("empty", "", "blank"),
        argumentSet("line feed", "a\nb", "control"),
        argumentSet("NUL", "a\0", "control"),
        argumentSet("line separator", "a\u2028", "control"),
        argumentSet("half a pair", "a\ud800", "surrogate"),
        argumentSet("256 characters", "a".repeat(256), "255"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void unfitText_isRefusedWhereverItStands(String text, String why) {
    Stream.<Runnable>of(
            () -> KeyRequest.builder(text, "o").expiresIn(Duration.ofDays(1)).build(),
            () -> KeyRequest.builder("i", text).expiresIn(Duration.ofDays(1)).build(),
            () -> request().agent(text).build(),
            () -> request().permissions("read", text).build(),
            () -> request().id(text).build(),
            () -> request().plan(text).build(),
            () -> ApiKeyIssuer.builder(KEY, text),
            () -> issuer().audiences(text),
            () -> SigningKey.generate(SigningAlgorithm.HS256, text),
            () -> issuer().claimNames(new ClaimNames(text, "o", "a", "p")))
        .forEach(
            made ->
                assertThatIllegalArgumentException()
                    .isThrownBy(made::run)
                    .withMessageContaining(why));
  }

  @Test
  void text_of255CharactersAndOtherScripts_isAccepted() throws Exception {
    String id = "é\ud83d\ude00" + "a".repeat(252);

    assertThat(claims(issuer().build().issue(request().id(id).build()))).containsEntry("jti", id);
  }

  @Test
  void keyLonger_thanDoorsAccept_isRefused() {
    String[] many =
        Stream.iterate(0, i -> i + 1).limit(400).map(i -> "p:" + i).toArray(String[]::new);
    ApiKeyIssuer issuer = issuer().build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.issue(request().permissions(many).build()))
        .withMessageContaining("4096");
  }

  @Test
  void claim_namesThatCollideAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer().claimNames(new ClaimNames("a", "a", "b", "c")))
        .withMessageContaining("taken");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer().claimNames(new ClaimNames("iss", "o", "b", "c")))
        .withMessageContaining("iss");
  }

  @Test
  void prefix_andAudiencesThatNoDoorTakes_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> issuer().prefix("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> issuer().prefix("a."));
    assertThatIllegalArgumentException().isThrownBy(() -> issuer().audiences());
  }
}
