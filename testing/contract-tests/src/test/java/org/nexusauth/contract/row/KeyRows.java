package org.nexusauth.contract.row;

import static org.nexusauth.contract.row.ExpectedOutcome.refused;
import static org.nexusauth.contract.row.ExpectedOutcome.runs;
import static org.nexusauth.contract.row.ExpectedOutcome.server;
import static org.nexusauth.contract.server.ContractKeys.KEYS;
import static org.nexusauth.contract.server.ServerKind.PAYARA_MICRO;
import static org.nexusauth.reason.Reason.KEY_EXPIRED;
import static org.nexusauth.reason.Reason.KEY_INVALID;
import static org.nexusauth.reason.Reason.KEY_MALFORMED;
import static org.nexusauth.reason.Reason.KEY_NOT_YET_VALID;
import static org.nexusauth.reason.Reason.KEY_REPEATED;
import static org.nexusauth.reason.Reason.KEY_WHITESPACE;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.reason.Reason;
import org.nexusauth.testkit.TestKey;

/** Keys that look right and are not, and a few that look odd and are. */
final class KeyRows {

  private static final String GOOD = KEYS.key().text();
  private static final String CLAIMS = part(GOOD, 1);

  private KeyRows() {}

  static Stream<Row> rows() {
    return Stream.of(signatures(), algorithms(), texts(), claims(), times(), payloads(), good())
        .flatMap(rows -> rows);
  }

  private static Stream<Row> signatures() {
    String other = KEYS.key().text();
    return Stream.of(
        bad("S01 bit flipped", KEYS.key().wrongSignature()),
        bad("S01 stranger's", KEYS.key().forged()),
        bad("S01 truncated", KEYS.key().signature(KeyRows::shorter)),
        row("S01 another's", KEY_INVALID, upTo(GOOD) + part(other, 2)),
        row("S02 unsigned", KEY_MALFORMED, KEYS.key().unsigned().text()),
        row("S04 empty", KEY_MALFORMED, upTo(GOOD)),
        bad("S08 embedded jwk", KEYS.key().forged().header("jwk", Forgeries.jwkOfStranger())),
        row("S35 alg twice", KEY_INVALID, twice("alg")),
        row("S35 alg twice, escaped", KEY_INVALID, twice("\\u0061lg")));
  }

  private static byte[] shorter(byte[] input) {
    byte[] signed = KEYS.signingKey().sign(input);
    return Arrays.copyOf(signed, signed.length - 3);
  }

  private static String twice(String name) {
    String header =
        "{\"alg\":\"RS256\",\"%s\":\"RS256\",\"kid\":\"%s\"}"
            .formatted(name, KEYS.signingKey().keyId());
    return KEYS.sign(header, Forgeries.decoded(CLAIMS));
  }

  private static Stream<Row> algorithms() {
    Stream<Row> none = Stream.of("none", "None", "NONE", "nOnE").map(alg -> bad("S03", "alg", alg));
    Stream<Row> others =
        Stream.<Object>of(
                "RS384", "PS256", "HS256", "hs256", " HS256", "\u041dS256", 5, List.of("RS256"))
            .map(alg -> bad("S18/S19", "alg", alg));
    Stream<Row> ids =
        Stream.<Object>of(
                5,
                List.of("a"),
                "",
                " ",
                "../../../../dev/null",
                "/dev/null",
                "file:///dev/null",
                "x' UNION SELECT '1';--",
                "*)(uid=*",
                "|sleep 10")
            .map(kid -> bad("S13/S14/S17", "kid", kid));
    Stream<Row> missing =
        Stream.of(
            bad("S17 kid missing", KEYS.key().withoutHeader("kid")),
            bad("S17 kid null", KEYS.key().header("kid", null)),
            bad("S19 alg missing", KEYS.key().withoutHeader("alg")));
    return Stream.of(none, others, ids, missing, Forgeries.rows(), Encryptions.rows())
        .flatMap(rows -> rows);
  }

  private static Row bad(String name, String member, Object value) {
    return bad(name + ' ' + member + ' ' + ascii(value), KEYS.key().header(member, value));
  }

  private static String ascii(Object value) {
    return value.toString().replaceAll("[^ -~]", "?");
  }

  private static Stream<Row> texts() {
    String last = GOOD.substring(0, GOOD.length() - 1);
    Stream<Row> parts =
        Stream.of("a", "a.b", GOOD + ".a", GOOD + ".a.b", ".".repeat(1000), "..", "." + GOOD)
            .map(
                text ->
                    row(
                        "S28 "
                            + text.chars().filter(c -> c == '.').count()
                            + " dots of "
                            + text.length(),
                        KEY_MALFORMED,
                        text));
    Stream<Row> junk =
        Stream.of("=", "==", "!!!", "?", "#", "%3D", "+", "/", "\u00e9", "\u00e2\u0080\u008b")
            .flatMap(
                text ->
                    Stream.of(
                        junk("after", text, GOOD + text),
                        junk(
                            "inside",
                            text,
                            GOOD.replaceFirst("\\.", text.equals("/") ? "/." : text + "."))));
    Stream<Row> others =
        Stream.of(
            row("S36 unused bits", KEY_MALFORMED, last + Forgeries.twinOf(GOOD)),
            row("S38 two keys by a blank", KEY_WHITESPACE, GOOD + " " + GOOD),
            row("S38 comma", KEY_REPEATED, "," + GOOD));
    return Stream.of(parts, junk, others).flatMap(rows -> rows);
  }

  private static Row junk(String where, String text, String key) {
    Row row = row("S37/S38 " + where + ": " + ascii(text), KEY_MALFORMED, key);
    return text.chars().allMatch(c -> c < 128) ? row : row.but(server(400), PAYARA_MICRO);
  }

  private static Stream<Row> claims() {
    Stream<Row> wrong =
        Stream.of("integrationId", "organizationId", "permissions", "agentId", "iss", "jti")
            .flatMap(claim -> Stream.of(claim(claim, 5), claim(claim, Map.of("a", 1))));
    Stream<Row> expiries =
        Stream.of("", "1999999999", true, List.of(1), Map.of()).map(value -> claim("exp", value));
    Stream<Row> others =
        Stream.of(
            bad("C01 exp missing", KEYS.key().withoutExpiry()),
            bad("C06 exp null", KEYS.key().claim("exp", null)),
            bad("C12 audience", KEYS.key().wrongAudience()),
            bad("C13 issuer", KEYS.key().wrongIssuer()),
            bad("C14 jti empty", KEYS.key().id("")),
            bad("C14 jti too long", KEYS.key().id("x".repeat(256))),
            bad("C14 jti with a line break", KEYS.key().id("a\r\nb")),
            claim("permissions", "read"),
            claim("permissions", List.of(List.of("read"))),
            claim("permissions", Arrays.asList("read", null)));
    return Stream.of(wrong, expiries, others).flatMap(rows -> rows);
  }

  private static Row claim(String name, Object value) {
    return bad("C06/C14/C16 " + name + ' ' + value, KEYS.key().claim(name, value));
  }

  private static Stream<Row> times() {
    Instant now = Instant.now();
    return Stream.of(
        row("C02 expired", KEY_EXPIRED, KEYS.key().expired().text()),
        row("C02 beyond the skew", KEY_EXPIRED, expiring(now.minusSeconds(61)).text()),
        row("C03 not yet", KEY_NOT_YET_VALID, KEYS.key().notYetValid().text()),
        row("C04 iat to come", KEY_NOT_YET_VALID, issued(now.plusSeconds(3000))),
        bad("C04 iat after exp", KEYS.key().issuedAt(now.plus(Duration.ofHours(2)))),
        bad("C04 nbf after exp", KEYS.key().notBefore(now.plus(Duration.ofHours(2)))));
  }

  private static TestKey expiring(Instant time) {
    return KEYS.key().issuedAt(time.minusSeconds(3600)).expiresAt(time);
  }

  private static String issued(Instant time) {
    return KEYS.key().issuedAt(time).text();
  }

  private static Stream<Row> payloads() {
    String claims = Forgeries.decoded(CLAIMS);
    String open = claims.substring(0, claims.length() - 1);
    Stream<String> wrong =
        Stream.of(
            "[]",
            "\"x\"",
            "null",
            "5",
            "{",
            "{}",
            claims + "{}",
            claims + "x",
            open + ",}",
            open + "/**/}",
            open.replace('"', '\'') + "}",
            open + ",\"exp\":1999999999}",
            open + ",\"\\u0065xp\":1999999999}",
            open + ",\"jti\":\"b\"}",
            open + ",\"aud\":\"b\"}",
            "\ufeff" + claims);
    String header = Forgeries.decoded(part(GOOD, 0));
    return wrong.map(
        payload ->
            row(
                "C10/C20 " + ascii(payload.replace(open, "<claims")),
                KEY_INVALID,
                KEYS.sign(header, payload)));
  }

  private static Stream<Row> good() {
    Instant now = Instant.now();
    return Stream.of(
        passes("C02 in ten minutes", expiring(Instant.now().plusSeconds(600))),
        passes("C03 within the skew", KEYS.key().notBefore(now.plusSeconds(50))),
        passes("C14 without jti", KEYS.key().withoutId()),
        passes("C14 jti with colon, star, slash", KEYS.key().id("a:*/b")),
        passes("an older key without agent", KEYS.key().without("agentId")),
        passes("an ES256 key", KEYS.key(SigningAlgorithm.ES256)));
  }

  private static Row passes(String name, TestKey key) {
    return Row.get(name, "/api/x", runs(), "api-key: " + SentKeys.sent(key.text()));
  }

  private static Row bad(String name, TestKey key) {
    return row(name, KEY_INVALID, key.text());
  }

  static Row row(String name, Reason reason, String key) {
    return Row.get(name, "/api/x", refused(reason), "api-key: " + SentKeys.sent(key));
  }

  private static String part(String key, int index) {
    return key.split("\\.", -1)[index];
  }

  private static String upTo(String key) {
    return key.substring(0, key.lastIndexOf('.') + 1);
  }
}
