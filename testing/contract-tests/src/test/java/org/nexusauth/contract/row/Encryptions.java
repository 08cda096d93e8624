package org.nexusauth.contract.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.security.Key;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jose4j.zip.CompressionAlgorithmIdentifiers;
import org.nexusauth.reason.Reason;

/** Genuine encrypted tokens (RFC 7516): anybody can encrypt to a public key. */
final class Encryptions {

  private static final int BOMB = 1_000_000;

  private Encryptions() {}

  static Stream<Row> rows() {
    String claims = Forgeries.decoded(KEYS.key().text().split("\\.", -1)[1]);
    return Stream.of(
        row("S24 claims, to our public key", toPublicKey(claims, false)),
        row("S24 a good key inside, to our public key", toPublicKey(KEYS.key().text(), false)),
        row("S24 dir, the key made of our public one", direct(claims)),
        row("S25 PBES2, 2,147,483,647 rounds", rounds()),
        row("S26 a bomb", toPublicKey(" ".repeat(BOMB), true)));
  }

  private static Row row(String name, String text) {
    return KeyRows.row(name, Reason.KEY_MALFORMED, text);
  }

  private static String toPublicKey(String payload, boolean zipped) {
    JsonWebEncryption token = token(payload, KeyManagementAlgorithmIdentifiers.RSA_OAEP_256);
    token.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_128_GCM);
    token.setKey(Forgeries.publicKey());
    if (zipped) {
      token.setCompressionAlgorithmHeaderParameter(CompressionAlgorithmIdentifiers.DEFLATE);
    }
    return text(token);
  }

  private static String direct(String payload) {
    byte[] known = Arrays.copyOf(Forgeries.publicKey().getEncoded(), 32);
    Key key = new SecretKeySpec(known, "AES");
    JsonWebEncryption token = token(payload, KeyManagementAlgorithmIdentifiers.DIRECT);
    token.setEncryptionMethodHeaderParameter(
        ContentEncryptionAlgorithmIdentifiers.AES_128_CBC_HMAC_SHA_256);
    token.setKey(key);
    return text(token);
  }

  private static JsonWebEncryption token(String payload, String algorithm) {
    JsonWebEncryption token = new JsonWebEncryption();
    token.setPayload(payload);
    token.setAlgorithmHeaderValue(algorithm);
    token.setKeyIdHeaderValue(KEYS.signingKey().keyId());
    return token;
  }

  private static String text(JsonWebEncryption token) {
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String rounds() {
    String header =
        "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"p2s\":\"AAAAAAAAAAA\"}";
    return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8))
        + "."
        + "A".repeat(32)
        + "."
        + "A".repeat(16)
        + "."
        + "A".repeat(64)
        + "."
        + "A".repeat(22);
  }
}
