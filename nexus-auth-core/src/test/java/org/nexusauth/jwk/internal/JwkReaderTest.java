package org.nexusauth.jwk.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.JsonDocument;
import org.nexusauth.Signer;
import org.nexusauth.json.JsonNull;
import org.nexusauth.jwk.UnusableKeyException;

/** JWK sets and JWKs (RFC 7517): which are taken, and what is said of the others. */
class JwkReaderTest {
  private static final Map<String, Object> RSA = Signer.of("RS256").jwk();
  private static final Map<String, Object> EC = Signer.of("ES256").jwk();
  private static final Map<String, Object> SECRET = Signer.of("HS256").jwk();

  private static Map<String, Object> with(Map<String, Object> jwk, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(jwk);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, Object> without(Map<String, Object> jwk, String... names) {
    Map<String, Object> changed = new LinkedHashMap<>(jwk);
    changed.keySet().removeAll(List.of(names));
    return changed;
  }

  private static Map<String, Object> set(Object... keys) {
    return Map.of("keys", Arrays.asList(keys));
  }

  private static VerificationKeySet read(Object json) throws UnusableKeyException {
    return VerificationKeySet.read(JsonDocument.of(json), null);
  }

  static Stream<Arguments> taken() {
    return Stream.of(
        argumentSet("JWK", RSA, "1 key (RS256 \"rs256\")"),
        argumentSet("set of one", set(RSA), "1 key (RS256 \"rs256\")"),
        argumentSet("set of two", set(RSA, EC), "2 keys (RS256 \"rs256\", ES256 \"es256\")"),
        argumentSet("without kid", without(RSA, "kid"), "1 key (RS256)"),
        argumentSet("without alg", without(RSA, "alg"), "1 key (RS256 \"rs256\")"),
        argumentSet("use", with(RSA, "use", "sig"), "1 key (RS256 \"rs256\")"),
        argumentSet("key_ops", with(RSA, "key_ops", List.of("verify")), "1 key (RS256 \"rs256\")"),
        argumentSet(
            "both", with(SECRET, "key_ops", List.of("sign", "verify")), "1 key (HS256 \"hs256\")"),
        argumentSet(
            "members of one's own", with(RSA, "x", Map.of("y", 1)), "1 key (RS256 \"rs256\")"),
        argumentSet("set with members", with(set(RSA), "x", 1), "1 key (RS256 \"rs256\")"),
        argumentSet(
            "K04 use enc in a set", set(EC, with(RSA, "use", "enc")), "1 key (ES256 \"es256\")"),
        argumentSet(
            "secrets",
            set(SECRET, with(Signer.of("HS512").jwk(), "use", "sig")),
            "2 keys (HS256 \"hs256\", HS512 \"hs512\")"));
  }

  @ParameterizedTest
  @MethodSource("taken")
  void read_good_keys(Object json, String described) throws UnusableKeyException {
    assertThat(read(json).describe()).isEqualTo(described);
  }

  static Stream<Arguments> refused() {
    Map<String, Object> pair = with(EC, "d", EC.get("x"));
    return Stream.of(
        argumentSet("nothing", Map.of(), "is neither a JWK set nor a JWK"),
        argumentSet("empty set", set(), "holds no key"),
        argumentSet("keys no array", Map.of("keys", RSA), "is neither a JWK set nor a JWK"),
        argumentSet("element null", set(RSA, JsonNull.NULL), "\"keys\" that is not a JWK"),
        argumentSet("element a string", set("x"), "\"keys\" that is not a JWK"),
        argumentSet(
            "array", List.of(RSA), "is not a JSON object; expected a JWK set, a JWK or PEM"),
        argumentSet("element without kty", set(without(RSA, "kty")), "has no \"kty\""),
        argumentSet("kty unknown", with(RSA, "kty", "AKP"), "its \"kty\" is \"AKP\""),
        argumentSet("kty of another", with(RSA, "kty", "EC"), "cannot be read"),
        argumentSet("kty a number", with(RSA, "kty", 1), "\"kty\" is not a string"),
        argumentSet("kid a number", with(RSA, "kid", 1), "\"kid\" is not a string"),
        argumentSet("kid null", with(RSA, "kid", JsonNull.NULL), "\"kid\" is null; leave"),
        argumentSet("kid empty", with(RSA, "kid", ""), "\"kid\" is empty"),
        argumentSet("alg an array", with(RSA, "alg", List.of("RS256")), "\"alg\" is not a string"),
        argumentSet("use a number", with(RSA, "use", 1), "\"use\" is not a string"),
        argumentSet("n missing", without(RSA, "n"), "a member is missing or wrong"),
        argumentSet("n a number", with(RSA, "n", 5), "\"n\" is not a string"),
        argumentSet("n null", with(RSA, "n", JsonNull.NULL), "\"n\" is null"),
        argumentSet("n empty", with(RSA, "n", ""), "a member is missing or wrong"),
        argumentSet("x missing", without(EC, "x"), "a member is missing or wrong"),
        argumentSet("k missing", without(SECRET, "k"), "a member is missing or wrong"),
        argumentSet("k empty", with(SECRET, "k", ""), "a member is missing or wrong"),
        argumentSet("private", pair, "holds a private key; give the public key alone"),
        argumentSet("private in a set", set(RSA, pair), "holds a private key"),
        argumentSet("K04 use enc", with(RSA, "use", "enc"), "its \"use\" is \"enc\""),
        argumentSet("K04 use Sig", with(RSA, "use", "Sig"), "not for verifying signatures"),
        argumentSet("K04 key_ops encrypt", with(RSA, "key_ops", List.of("encrypt")), "not for ver"),
        argumentSet("K04 key_ops sign", with(SECRET, "key_ops", List.of("sign")), "not for ver"),
        argumentSet("K04 key_ops none", with(RSA, "key_ops", List.of()), "not for verifying"),
        argumentSet(
            "K04 key_ops a string", with(RSA, "key_ops", "verify"), "\"key_ops\" is not an"),
        argumentSet(
            "K04 nothing for us in a set",
            set(with(EC, "use", "enc"), with(RSA, "use", "enc")),
            "holds no key that is for verifying signatures here, only key \"es256\" (its \"use\" is"),
        argumentSet("K04 oct beside EC", set(SECRET, EC), "mixes shared secrets with public keys"),
        argumentSet(
            "K04 same kid twice",
            set(RSA, with(EC, "kid", "rs256")),
            "holds two keys with the id \"rs256\""),
        argumentSet("K04 the same key twice", set(RSA, RSA), "two keys with the id \"rs256\""),
        argumentSet(
            "K04 two without kid",
            set(without(RSA, "kid"), without(EC, "kid")),
            "one of them has no \"kid\""),
        argumentSet("K04 one without kid", set(RSA, without(EC, "kid")), "has no \"kid\""),
        argumentSet("K04 A256GCM", with(SECRET, "alg", "A256GCM"), "its \"alg\" is \"A256GCM\""),
        argumentSet("oct without alg", without(SECRET, "alg"), "of type oct without \"alg\""),
        argumentSet("oct with RS256", with(SECRET, "alg", "RS256"), "is not HS256, HS384 or HS512"),
        argumentSet("oct with none", with(SECRET, "alg", "none"), "its \"alg\" is \"none\""),
        argumentSet("RSA with none", with(RSA, "alg", "none"), "its \"alg\" is \"none\""),
        argumentSet(
            "RSA with HS256", with(RSA, "alg", "HS256"), "no algorithm for a key of type RSA"),
        argumentSet(
            "RSA with RSA-OAEP", with(RSA, "alg", "RSA-OAEP"), "its \"alg\" is \"RSA-OAEP\""),
        argumentSet("RSA with RS257", with(RSA, "alg", "RS257"), "its \"alg\" is \"RS257\""),
        argumentSet("RSA with rs256", with(RSA, "alg", "rs256"), "its \"alg\" is \"rs256\""),
        argumentSet(
            "RSA with ES256", with(RSA, "alg", "ES256"), "no algorithm for a key of type RSA"),
        argumentSet("EC with RS256", with(EC, "alg", "RS256"), "no algorithm for a key of type EC"),
        argumentSet("EC with ECDH-ES", with(EC, "alg", "ECDH-ES"), "its \"alg\" is \"ECDH-ES\""),
        argumentSet("EC with EdDSA", with(EC, "alg", "EdDSA"), "is no algorithm for a key"),
        argumentSet("EC of another curve", with(EC, "alg", "ES384"), "does not go with the curve"),
        argumentSet("EC with ES256K", with(EC, "alg", "ES256K"), "its \"alg\" is \"ES256K\""),
        argumentSet("crv unknown", with(EC, "crv", "P-257"), "its \"crv\" is \"P-257\""),
        argumentSet("crv of another", with(EC, "crv", "P-384"), "does not go with the curve"),
        argumentSet("OKP for agreement", okp("X25519", 32), "its \"crv\" is \"X25519\""),
        argumentSet("OKP unknown", okp("Ed999", 32), "its \"crv\" is \"Ed999\""),
        argumentSet(
            "Ed448 named Ed25519",
            with(okp("Ed448", 57), "alg", "Ed25519"),
            "\"Ed25519\" does not go with the curve of its key"));
  }

  private static Map<String, Object> okp(String curve, int length) {
    byte[] x = new byte[length];
    x[0] = 9;
    return Map.of("kty", "OKP", "crv", curve, "x", Signer.base64(x));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void readOtherKeys_areRefusedWithTheCause(Object json, String problem) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnusableKeyException.class)
        .hasNoCause()
        .message()
        .contains(problem);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void readRefusal_saysNothingOfTheKeys(Object json, String ignored) {
    assertThatThrownBy(() -> read(json))
        .message()
        .doesNotContain((String) SECRET.get("k"))
        .doesNotContain((String) RSA.get("n"))
        .doesNotContain((String) EC.get("x"));
  }

  static Stream<Arguments> noJson() {
    return Stream.of(
        argumentSet("empty", ""),
        argumentSet("word", "none"),
        argumentSet("cut off", JsonDocument.of(set(RSA)).substring(0, 200)),
        argumentSet("twice", JsonDocument.of(RSA) + JsonDocument.of(RSA)),
        argumentSet(
            "duplicate member", JsonDocument.of(RSA).replaceFirst("\\{", "{\"kty\":\"oct\",")),
        argumentSet("HTML", "<html><body>keys</body></html>"),
        argumentSet("comment", "// keys\n" + JsonDocument.of(RSA)));
  }

  @ParameterizedTest
  @MethodSource("noJson")
  void readText_thatIsNoSet_isRefused(String text) {
    assertThatThrownBy(() -> VerificationKeySet.read(text, null))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageEndingWith("; expected a JWK set, a JWK or PEM");
  }

  @Test
  void readBlanksAroundASet_doNotCount() throws UnusableKeyException {
    assertThat(VerificationKeySet.read("\n  " + JsonDocument.of(RSA) + "\r\n", null).all())
        .hasSize(1);
  }

  @Test
  void readLargeSet_isTaken() throws UnusableKeyException {
    Object[] keys =
        IntStream.range(0, 300)
            .mapToObj(i -> with(with(EC, "kid", "key-" + i), "use", "sig"))
            .toArray();

    assertThat(read(set(keys)).describe())
        .startsWith("300 keys (ES256 \"key-0\", ES256 \"key-1\", ")
        .endsWith("ES256 \"key-7\" and 292 more)");
  }

  @Test
  void readAnySingleChangedCharacter_neverThrowsAnythingElse() {
    // A file that was damaged must be refused, not break the refresh of the keys.
    for (Map<String, Object> jwk : List.of(RSA, EC, SECRET, Signer.of("EdDSA").jwk())) {
      byte[] text = JsonDocument.of(jwk).getBytes(UTF_8);
      for (int i = 0; i < text.length; i++) {
        byte[] changed = text.clone();
        changed[i] ^= 1;
        assertReadsOrRefuses(new String(changed, UTF_8));
        assertReadsOrRefuses(new String(Arrays.copyOf(text, i), UTF_8));
      }
    }
  }

  private static void assertReadsOrRefuses(String text) {
    try {
      assertThat(VerificationKeySet.read(text, null).all()).isNotEmpty();
    } catch (UnusableKeyException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }
}
