package org.nexusauth.contract.row;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.reason.Reason;

/** Keys made with what everybody may know: the public key, a key of one's own, an empty secret. */
final class Forgeries {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final String PUBLIC_JWK = KEYS.signingKey().publicJwks();

  private Forgeries() {}

  static Stream<Row> rows() {
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    byte[] der = publicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----";
    secrets.put("S05 secret = PEM", (pem + "\n").getBytes(US_ASCII));
    secrets.put("S05 secret = PEM without its last line's end", pem.getBytes(US_ASCII));
    secrets.put("S05 secret = DER", der);
    secrets.put("S05 secret = JWK set", PUBLIC_JWK.getBytes(UTF_8));
    secrets.put("S05 secret = n", Base64.getUrlDecoder().decode(member("n")));
    // HMAC fills a short secret up with zeros: this is the empty one, which Java refuses to make.
    secrets.put("S13 secret = nothing", new byte[1]);
    secrets.put("S14 secret = 1", new byte[] {'1'});
    return secrets.entrySet().stream().map(entry -> hmac(entry.getKey(), entry.getValue()));
  }

  private static Row hmac(String name, byte[] secret) {
    String key = KEYS.key().header("alg", "HS256").signature(input -> hmac(secret, input)).text();
    return KeyRows.row(name, Reason.KEY_INVALID, key);
  }

  private static byte[] hmac(byte[] secret, byte[] input) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static PublicKey publicKey() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(number("n"), number("e")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger number(String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(member(member)));
  }

  private static String member(String name) {
    return member(PUBLIC_JWK, name);
  }

  private static String member(String jwk, String name) {
    Matcher matcher = Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(jwk);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + name);
    }
    return matcher.group(1);
  }

  /** A public key that nobody trusts, under the id of one that is trusted. */
  static Map<String, Object> jwkOfStranger() {
    String jwk = SigningKey.generate(KEYS.signingKey().keyId()).publicJwks();
    return Map.of(
        "kty", "RSA", "kid", KEYS.signingKey().keyId(), "n", member(jwk, "n"), "e", "AQAB");
  }

  /** The last character of a key with other unused bits: the same bytes in another text. */
  static char twinOf(String key) {
    return ALPHABET.charAt(ALPHABET.indexOf(key.charAt(key.length() - 1)) ^ 1);
  }

  static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }
}
