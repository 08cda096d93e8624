package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

class ExplainCommandTest {

  private static final TestKeys KEYS =
      TestKeys.create().clock(Clock.fixed(Shell.NOW, ZoneOffset.UTC));
  private static final String UNVERIFIED = "UNVERIFIED, anybody can write this:";

  @TempDir static Path folder;
  private static Path jwks;

  @BeforeAll
  static void publishTheKeys() throws Exception {
    jwks = Files.writeString(folder.resolve("api-keys.jwks"), KEYS.jwks());
  }

  private static TestKey key() {
    return KEYS.key().id("k-1");
  }

  private static Shell explain(String in, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "explain",
                "--keys=" + jwks,
                "--issuer=" + KEYS.issuer(),
                "--audience=" + KEYS.audience()));
    all.addAll(List.of(more));
    return Shell.run(in, Map.of(), all.toArray(String[]::new));
  }

  private static Shell explainWithoutKeys(String in, String... more) {
    return Shell.run(
        in, Map.of(), Stream.concat(Stream.of("explain"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void goodKeyWould_beLetIn() {
    String text = key().permissions("read", "write").text();

    assertThat(explain(text + "\n"))
        .isEqualTo(
            new Shell(
                0,
                "ok  one value, %s characters, three parts, canonical base64url\n"
                        .formatted(text.length())
                    + "ok  signed by key \"test-rs256\" (RS256)\n"
                    + "ok  integration int_test, organization org_test, agent agt_test; may read, write;"
                    + " valid until 2026-11-24T09:00:00Z\n"
                    + "--  not checked: whether it was revoked; nexus-auth status reads that from the store\n",
                ""));
  }

  @Test
  void planOfAKey_isNamedAsNotChecked() {
    assertThat(explain(key().plan("gold").text()).out())
        .endsWith(
            "--  not checked: the limits of its plan gold; the application has them, and its"
                + " console says them\n");
  }

  @Test
  void expiredKey_isExplainedAsTheREADMEShows() {
    String text =
        key()
            .expiresAt(Shell.NOW.minus(Duration.ofDays(4)))
            .issuedAt(Shell.NOW.minus(Duration.ofDays(5)))
            .text();

    assertThat(explain(text + "\n"))
        .isEqualTo(
            new Shell(
                1,
                "ok  one value, %s characters, three parts, canonical base64url\n"
                        .formatted(text.length())
                    + "ok  signed by key \"test-rs256\" (RS256)\n"
                    + "NO  key_expired: expired 2026-11-20T08:00:00Z, 4 days ago (skew 60 s)\n"
                    + "  What to do: issue a new key; see docs/reasons.md#key_expired\n",
                ""));
  }

  static Stream<Arguments> refusals() {
    String good = key().text();
    return Stream.of(
        argumentSet("nothing", "", "key_missing", "there is none here"),
        argumentSet("an empty line", "\n", "key_missing", "there is none here"),
        argumentSet("Bearer", "Bearer " + good, "key_bearer_prefix", "without \"Bearer\""),
        argumentSet("a leading blank", " " + good, "key_whitespace", "without whitespace"),
        argumentSet("two line ends", good + "\n\n", "key_whitespace", "without whitespace"),
        argumentSet("a trailing blank", good + " \n", "key_whitespace", "without whitespace"),
        argumentSet("two keys", good + "," + good, "key_repeated", "one key"),
        argumentSet("header line", "api-key: " + good, "key_whitespace", "without the name"),
        argumentSet("assignment", "NEXUS_API_KEY=" + good, "key_malformed", "without the name"),
        argumentSet("quotes", '"' + good + '"', "key_malformed", "from eyJ"),
        argumentSet("cut", good.substring(0, good.lastIndexOf('.')), "key_malformed", "from eyJ"),
        argumentSet("zero width space", good + "\u200b", "key_malformed", "from eyJ"),
        argumentSet("too long", "a".repeat(5000), "key_too_long", "max.length"),
        argumentSet("unsigned", key().unsigned().text(), "key_malformed", "from eyJ"),
        argumentSet(
            "wrong signature", key().wrongSignature().text(), "key_invalid", "another issuer"),
        argumentSet("forged", key().forged().text(), "key_invalid", "another issuer"),
        argumentSet("other kid", key().header("kid", "x").text(), "key_invalid", "public part"),
        argumentSet("other alg", key().header("alg", "PS256").text(), "key_invalid", "public part"),
        argumentSet("wrong issuer", key().wrongIssuer().text(), "key_invalid", "right claims"),
        argumentSet("wrong audience", key().wrongAudience().text(), "key_invalid", "right claims"),
        argumentSet("no expiry", key().withoutExpiry().text(), "key_invalid", "right claims"),
        argumentSet(
            "no integration", key().without("integrationId").text(), "key_invalid", "right"),
        argumentSet("expired", key().expired().text(), "key_expired", "issue a new key"),
        argumentSet("not yet valid", key().notYetValid().text(), "key_not_yet_valid", "clocks"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusedKey_namesItsCodeAndWhatToDo(String in, String code, String whatToDo) {
    Shell explained = explain(in);

    assertThat(explained.code()).isEqualTo(1);
    assertThat(explained.err()).isEmpty();
    assertThat(explained.out())
        .containsPattern("(?m)^NO  " + code + ": ")
        .containsPattern("(?m)^  What to do: .*" + whatToDo)
        .contains("; see docs/reasons.md#" + code + "\n");
  }

  @Test
  void contents_ofABadSignature_areMarkedAsUnverified() {
    Shell forged = explain(key().forged().text());

    assertThat(forged.out())
        .contains(UNVERIFIED, "    kid: \"test-rs256\"\n", "    jti: \"k-1\"\n");
    long exp = Shell.NOW.plusSeconds(3600).getEpochSecond();
    assertThat(forged.out()).contains("    exp: " + exp + " = 2026-11-24T09:00:00Z\n");
  }

  @Test
  void contents_ofAGoodSignature_arePrintedWhenAskedFor() {
    assertThat(explain(key().text()).out()).doesNotContain("k-1");
    assertThat(explain(key().text(), "--show").out())
        .contains("\nSigned:\n", "    jti: \"k-1\"\n")
        .doesNotContain(UNVERIFIED);
  }

  @Test
  void signature_withoutKeys_isNotCheckedAndTheContentsSaySo() {
    Shell explained = explainWithoutKeys(key().forged().text());

    assertThat(explained.code()).isZero();
    assertThat(explained.out())
        .contains("--  signature not checked", "--  no other fault", UNVERIFIED);
  }

  static Stream<Arguments> seenWithoutKeys() {
    return Stream.of(
        argumentSet("expired", key().expired().text(), "key_expired: expired 2026-11-24T07:00:00Z"),
        argumentSet("not yet valid", key().notYetValid().text(), "key_not_yet_valid: valid from"),
        argumentSet("wrong issuer", key().wrongIssuer().text(), "key_invalid: the claim \"iss\""),
        argumentSet("no alg", key().withoutHeader("alg").text(), "key_invalid: the header has no"),
        argumentSet("alg none", key().header("alg", "none").text(), "key_invalid: the header's"),
        argumentSet("crit", key().header("crit", List.of("x")).text(), "key_invalid: the header"),
        argumentSet("broken header", KEYS.sign("{", "{}"), "key_invalid: the header is not"),
        argumentSet(
            "broken payload", KEYS.sign("{\"alg\":\"RS256\"}", "[]"), "key_invalid: the payload"),
        argumentSet(
            "twice", KEYS.sign("{\"alg\":\"RS256\"}", "{\"exp\":1,\"exp\":2}"), "key_invalid"));
  }

  @ParameterizedTest
  @MethodSource("seenWithoutKeys")
  void fault_thatNeedsNoKeys_isFoundWithoutThem(String in, String refusal) {
    Shell explained = explainWithoutKeys(in, "--issuer=" + KEYS.issuer());

    assertThat(explained.code()).isEqualTo(1);
    assertThat(explained.out()).contains("NO  " + refusal, UNVERIFIED);
  }

  @Test
  void wrongIssuer_andAudience_areShownAndDoNotActOnTheTerminal() {
    String issuer = "https://other\u202e.example";

    assertThat(explain(key().claim("iss", issuer).text()).out())
        .contains("the claim \"iss\" is \"https://other\\u202e.example\", not " + KEYS.issuer());
    assertThat(explain(key().without("iss").text()).out())
        .contains("the claim \"iss\" is missing, ");
    assertThat(
            explainWithoutKeys(key().claim("aud", List.of("a", "b\u200b")).text(), "--audience=c")
                .out())
        .contains("the claim \"aud\" names \"a\", \"b\\u200b\", none of [c]");
    assertThat(explainWithoutKeys(key().without("aud").text(), "--audience=c").out())
        .contains("the claim \"aud\" names nothing, none of [c]");
  }

  @Test
  void key_comesFromAFileOrTheEnvironmentToo() throws Exception {
    String text = key().text();
    Path file = Files.writeString(folder.resolve("key.txt"), text + "\r\n");

    assertThat(explain("", "--file=" + file).code()).isZero();
    Map<String, String> environment = Map.of("KEY", text, "LINE", text + "\n");
    assertThat(Shell.run("", environment, "explain", "--env=KEY").code()).isZero();
    // A shell that keeps the line end in a variable sends it too, so it stays.
    assertThat(Shell.run("", environment, "explain", "--env=LINE").out())
        .contains("key_whitespace");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        argumentSet("no such variable", 3, "--env=NONE"),
        argumentSet("no such file", 3, "--file=none"),
        argumentSet("a folder", 3, "--file=."),
        argumentSet("file and variable", 2, "--file=a --env=B"),
        argumentSet("no such keys", 3, "--keys=none.jwks"),
        argumentSet("skew", 2, "--skew=15m"),
        argumentSet("skew too large", 2, "--skew=PT11M"),
        argumentSet("prefix", 2, "--prefix=a,b"),
        argumentSet("moment", 2, "--at=now"),
        argumentSet("needs without keys", 2, "--needs=read"),
        argumentSet("an argument", 2, "eyJhbGciOiJub25lIn0.e30."));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void question_thatCannotBeAnswered_isToldInOneLine(int code, String options) {
    Shell explained = explainWithoutKeys(key().text(), options.split(" ", -1));

    assertThat(explained.code()).isEqualTo(code);
    assertThat(explained.out()).isEmpty();
    assertThat(explained.err()).startsWith("nexus-auth: ").hasLineCount(1).doesNotContain("e30");
  }

  @Test
  void input_ofAMegabyteAndMore_isNoKey() {
    Shell explained = explainWithoutKeys("a".repeat((1 << 20) + 1));

    assertThat(explained.code()).isEqualTo(3);
    assertThat(explained.err()).contains("1 MiB").hasLineCount(1);
  }

  @Test
  void door_withOtherSettings_decidesOtherwise() {
    TestKey key =
        key().without("integrationId").claim("int", "i").claim("iss", "x").withoutExpiry();
    Shell explained =
        Shell.run(
            "nxs_" + key.text(),
            Map.of(),
            "explain",
            "--keys=" + jwks,
            "--issuer=x",
            "--integration-claim=int",
            "--expiry-not-required",
            "--prefix=nxs_",
            "--type=JWT");

    assertThat(explained.out()).contains("integration i,", "never expires");
    assertThat(explained.code()).isZero();
  }

  @Test
  void moment_canBeChosen() {
    assertThat(explain(key().text(), "--at=2026-11-24T09:00:59Z").code()).isZero();
    assertThat(explain(key().text(), "--at=2026-11-24T09:01:00Z").out()).contains("key_expired");
    assertThat(explain(key().text(), "--at=2026-11-24T09:00:00Z", "--skew=0").code()).isEqualTo(1);
  }

  @Test
  void permission_thatIsMissing_isNamed() {
    TestKey key = key().permissions("read");

    assertThat(explain(key.text(), "--needs=read").code()).isZero();
    Shell refused = explain(key.text(), "--needs=read,write");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out())
        .containsPattern("(?m)^NO  permission_missing: .*write")
        .contains("has the permission; see docs/reasons.md#permission_missing");
  }

  @Test
  void hostileText_doesNotActOnTheTerminal() {
    String hostile = "\u001b[2J\u0007\r\n\u009b\u202e\u2028\u200b\u00a0\ue000\udb40\udc01";
    for (TestKey key : List.of(key(), key().forged())) {
      TestKey named =
          key.integration("i\u202e\u200bx")
              .claim("evil" + hostile, hostile)
              .header("x" + hostile, hostile);
      for (String option : List.of("--show", "--json")) {
        Shell explained = explain(named.text(), option);
        assertThat(explained.out().replace("\n", "")).matches("[ -~]+");
        assertThat(explained.out()).containsIgnoringCase("\\u001b").contains("\\u202e");
      }
    }
  }

  @Test
  void text_thatCanBeSeen_isPrintedAsItIs() {
    assertThat(explain(key().integration("Grüße 日本 \ud83d\ude00").text()).out())
        .contains("integration Grüße 日本 \ud83d\ude00,");
  }

  @Test
  void JSON_ofARefusal_hasAllThatTheLinesHave() throws Exception {
    Shell explained = explain(key().forged().text() + "\n", "--json");

    assertThat(explained.code()).isEqualTo(1);
    Map<String, Object> json = JsonUtil.parseJson(explained.out());
    assertThat(json)
        .containsEntry("verdict", "refused")
        .containsEntry("code", "key_invalid")
        .containsEntry("status", 401L)
        .containsEntry("signature", "bad")
        .containsEntry("see", "docs/reasons.md#key_invalid")
        .containsKeys("detail", "whatToDo", "unverified")
        .doesNotContainKey("verified");
    assertThat((List<?>) json.get("steps")).hasSize(2);
  }

  @Test
  void JSON_tellsWhatIsVerifiedFromWhatIsNot() throws Exception {
    Map<String, Object> good =
        JsonUtil.parseJson(explain(key().claim("n", null).text(), "--json").out());
    assertThat(good)
        .containsEntry("verdict", "let_in")
        .containsEntry("signature", "good")
        .containsKey("verified")
        .doesNotContainKeys("unverified", "code");

    Map<String, Object> unknown =
        JsonUtil.parseJson(explainWithoutKeys(key().text(), "--json").out());
    assertThat(unknown)
        .containsEntry("verdict", "unknown")
        .containsEntry("signature", "not_checked")
        .containsKey("unverified");

    Map<String, Object> none = JsonUtil.parseJson(explainWithoutKeys("x", "--json").out());
    assertThat(none)
        .containsEntry("code", "key_malformed")
        .doesNotContainKeys("unverified", "verified");
  }

  @Test
  void keyText_isNeverInTheOutput() {
    for (TestKey key : List.of(key(), key().forged(), key().expired())) {
      for (String option : List.of("--show", "--json")) {
        Shell explained = explain(key.text(), option);
        for (String part : key.text().split("\\.", -1)) {
          assertThat(explained.out() + explained.err()).doesNotContain(part.substring(0, 16));
        }
      }
    }
  }

  static Stream<Arguments> bearerRefusals() {
    String good = key().text();
    return Stream.of(
        argumentSet("no scheme", good, "key_malformed", "Authorization: Bearer, one space"),
        argumentSet("Basic", "Basic abc", "key_missing", "Authorization: Bearer, one space"),
        argumentSet("two spaces", "Bearer  " + good, "key_whitespace", "exactly one space"),
        argumentSet("a tab", "Bearer\t" + good, "key_whitespace", "exactly one space"),
        argumentSet("twice", "Bearer Bearer " + good, "key_bearer_prefix", "once"));
  }

  @ParameterizedTest
  @MethodSource("bearerRefusals")
  void authorizationValue_isExplainedByItsOwnRules(String in, String code, String whatToDo) {
    Shell explained = explain(in, "--header=Authorization");

    assertThat(explained.code()).isEqualTo(1);
    assertThat(explained.out())
        .containsPattern("(?m)^NO  " + code + ": ")
        .containsPattern("(?m)^  What to do: .*" + whatToDo);
  }

  @Test
  void authorizationKey_behindBearer_wouldBeLetIn() {
    assertThat(explain("bearer " + key().text(), "--header", "authorization").code()).isZero();
    assertThat(
            explain("Bearer nxs_" + key().text(), "--header=Authorization", "--prefix=nxs_").code())
        .isZero();
  }

  @Test
  void prefix_withWhitespaceOrAScheme_isAWrongOption() {
    assertThat(explain(key().text(), "--prefix=nxs_ "))
        .satisfies(shell -> assertThat(shell.code()).isEqualTo(2))
        .satisfies(shell -> assertThat(shell.err()).contains("without whitespace"));
    assertThat(explain(key().text(), "--prefix=Bearer ").err())
        .contains("token.header=Authorization");
  }
}
