package org.nexusauth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rule for scanners that {@code docs/secret-scanning.md} gives finds our keys alone. */
class ScannerPatternTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final List<String> HEADERS =
      List.of(
          "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"JWT\"}",
          "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}",
          "{\"typ\":\"JWT\",\"alg\":\"%s\",\"kid\":\"%s\"}",
          "{\"kid\":\"%2$s\",\"typ\":\"JWT\",\"alg\":\"%1$s\"}",
          "{\"kid\":\"%2$s\",\"alg\":\"%1$s\"}",
          "{\"alg\":\"%s\",\"kid\":\"%s\"}",
          "{\"alg\":\"%s\",\"typ\":\"JWT\"}",
          "{\"alg\":\"%s\"}",
          "{\"alg\": \"%s\", \"kid\": \"%s\", \"typ\": \"JWT\"}",
          "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"at+jwt\"}");
  private static final List<String> PAYLOADS =
      List.of(
          "{\"iss\":\"%s\",\"aud\":\"%s\",\"auth_time\":1,\"user_id\":\"%s\",\"sub\":\"%3$s\",\"iat\":1,\"exp\":2}",
          "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"organizationId\":\"o\",\"exp\":2}",
          "{\"iss\":\"%s\",\"aud\":\"%s\",\"integrationId\":\"%s\",\"exp\":2}",
          "{\"iss\":\"%s\",\"aud\":\"%s\",\"organizationId\":\"%s\",\"integrationId\":\"i\"}",
          "{\"iss\":\"%s\",\"aud\":[\"%s\"],\"integration_id\":\"%s\",\"organization_id\":\"o\"}",
          "{\"iss\":\"%s\",\"azp\":\"%s\",\"aud\":\"%2$s\",\"sub\":\"%s\",\"email\":\"a@b.c\"}",
          "{\"sub\":\"%3$s\",\"iss\":\"%1$s\",\"aud\":\"%2$s\",\"iat\":1}",
          "{\"aud\":\"%2$s\",\"iss\":\"%1$s\",\"integrationId\":\"%3$s\",\"organizationId\":\"o\"}",
          "{\"sub\":\"%3$s\",\"name\":\"John Doe\",\"iat\":1516239022}",
          "{\"jti\":\"%3$s\",\"exp\":2,\"realm_access\":{\"roles\":[\"a\"]},\"iss\":\"%1$s\"}");

  private static Pattern rule;

  @BeforeAll
  static void readRule() throws IOException {
    Matcher block =
        Pattern.compile("```regex\n(.+)\n```")
            .matcher(Files.readString(DOCS.resolve("secret-scanning.md")));
    assertThat(block.find()).isTrue();
    rule = Pattern.compile(block.group(1));
  }

  @Test
  void rule_forGitleaks_isTheSame() throws IOException {
    assertThat(Files.readString(DOCS.resolve("gitleaks.toml")))
        .contains("regex = '''" + rule.pattern() + "'''");
  }

  @ParameterizedTest
  @EnumSource
  void rule_forKeysOfOurs_findsEachWhole(SigningAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(algorithm, "k");
    for (String id : keyIds()) {
      int seed = id.length();
      String text = issue(key.withKeyId(id), seed);
      String shown = "KEY='" + text + "' # the key";

      Matcher found = rule.matcher(shown);

      assertThat(found.find()).as(id).isTrue();
      assertThat(found.group()).isEqualTo(text);
    }
  }

  @Test
  void rule_forOtherJwts_findsNone() {
    assertNoneIsFound(50_000);
  }

  @Test
  @Tag("deep")
  void rule_forAMillionOtherJwts_findsNone() {
    assertNoneIsFound(1_000_000);
  }

  private static void assertNoneIsFound(int count) {
    Random random = new Random(20261130);
    for (int i = 0; i < count; i++) {
      String jwt = createOther(random);
      if (rule.matcher(jwt).find()) {
        assertThat(jwt).as("found").isEmpty();
      }
    }
  }

  /** A form of header and payload that is ours is not among the pairs. */
  private static String createOther(Random random) {
    String algorithm = randomOf(Arrays.asList(SigningAlgorithm.values()), random).headerName();
    String header = randomOf(HEADERS, random).formatted(algorithm, word(random));
    String payload = randomOf(PAYLOADS, random).formatted(word(random), word(random), word(random));
    byte[] signature = new byte[32 + random.nextInt(3) * 112];
    random.nextBytes(signature);
    return encode(header) + "." + encode(payload) + "." + BASE64.encodeToString(signature);
  }

  private static List<String> keyIds() {
    List<String> ids = new ArrayList<>();
    for (int length = 1; length <= 66; length++) {
      ids.add("k".repeat(length));
    }
    ids.addAll(List.of("2026-11", "a\"b", "\\", "schlüssel", "鍵", "𝕏", "x".repeat(255)));
    return ids;
  }

  private static String issue(SigningKey key, int seed) {
    ApiKeyIssuer.Builder issuer =
        ApiKeyIssuer.builder(key, "https://" + "i".repeat(1 + seed % 7) + ".example");
    if (seed % 2 == 0) {
      issuer.prefix("nxs_");
    }
    if (seed % 3 == 0) {
      issuer.audiences("https://a.example", "b".repeat(1 + seed % 5));
    }
    KeyRequest.Builder request =
        KeyRequest.builder("int_" + "n".repeat(seed % 8), "org" + "ö".repeat(seed % 5))
            .permissions("read")
            .expiresIn(Duration.ofDays(1));
    if (seed % 4 == 0) {
      request.agent("agent");
    }
    return issuer.build().issue(request.build()).text();
  }

  private static <T> T randomOf(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static String word(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(24)];
    random.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  private static String encode(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
