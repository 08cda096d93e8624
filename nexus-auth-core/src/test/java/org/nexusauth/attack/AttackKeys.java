package org.nexusauth.attack;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.JsonDocument;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.Signing;
import org.nexusauth.TestClock;
import org.nexusauth.reason.Reason;

/**
 * Genuine keys of every algorithm, and forgeries of them by somebody else's signing keys. The same
 * seed makes the same, so that a mutant can be made again.
 */
final class AttackKeys {
  static final String REVOKED = "revoked";

  private static final Map<String, String> CURVES =
      Map.of("ES256", "secp256r1", "ES384", "secp384r1", "ES512", "secp521r1");

  private final SecureRandom random;
  private final List<GoodKey> publicKeys = new ArrayList<>();
  private final List<GoodKey> secretKeys = new ArrayList<>();
  private final List<String> forgeries = new ArrayList<>();
  private final KeyPair rsa;
  private final KeyPair strangersRsa;

  AttackKeys(long seed) {
    try {
      // The one generator of the JDK that a seed determines wholly.
      random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(BigInteger.valueOf(seed).toByteArray());
      rsa = pair("RSA", 2048);
      strangersRsa = pair("RSA", 2048);
      for (String algorithm : Signer.ALGORITHMS) {
        addAll(signer(algorithm, rsa), signer(algorithm, strangersRsa));
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the keys whose signers have a public key. */
  List<GoodKey> ofPublicKeys() {
    return publicKeys;
  }

  /** Returns the keys whose signers share a secret. */
  List<GoodKey> ofSecrets() {
    return secretKeys;
  }

  /** Returns texts that are right in everything but the signer. */
  List<String> forgeries() {
    return forgeries;
  }

  private void addAll(Signer signer, Signer stranger) {
    Json header = header(signer);
    Json claims = claims(signer);
    List<GoodKey> keys = signer.secret() == null ? publicKeys : secretKeys;
    keys.add(key(signer, header, claims, null));
    keys.add(key(signer, header.without("typ"), claims.without("jti"), null));
    long past = TestClock.second() - 3600;
    long coming = TestClock.second() + 3600;
    keys.add(key(signer, header, claims.with("exp", "" + past), Reason.KEY_EXPIRED));
    keys.add(key(signer, header, claims.with("nbf", "" + coming), Reason.KEY_NOT_YET_VALID));
    Json revoked = claims.with("jti", "\"" + REVOKED + "\"").with("integrationId", "\"int_1\"");
    keys.add(key(signer, header, revoked, Reason.KEY_REVOKED));
    forgeries.add(key(stranger, header, claims, null).text());
    forgeries.add(key(stranger, header.with("jwk", jwk(stranger)), claims, null).text());
    if (signer.secret() == null) {
      forgeries.addAll(AttackForgeries.withPublicKeyAsSecret(signer, header, claims));
    }
  }

  private static String jwk(Signer signer) {
    return JsonDocument.of(signer.jwk());
  }

  private static Json header(Signer signer) {
    return Json.of(
        "alg", "\"" + signer.algorithm() + "\"",
        "kid", "\"" + signer.keyId() + "\"",
        "typ", "\"JWT\"");
  }

  private Json claims(Signer signer) {
    long now = TestClock.second();
    return Json.of(
        "integrationId",
        "\"int_" + random.nextInt(100) + "\"",
        "organizationId",
        "\"org_1\"",
        "agentId",
        "\"agt_1\"",
        "permissions",
        "[\"read\",\"write\"]",
        "jti",
        "\"key-" + signer.keyId() + random.nextInt(1_000_000) + "\"",
        "iat",
        String.valueOf(now - 7200),
        "exp",
        String.valueOf(now + 7200));
  }

  private GoodKey key(Signer signer, Json header, Json claims, @Nullable Reason answer) {
    String input = GoodKey.encoded(header.text()) + "." + GoodKey.encoded(claims.text());
    String text = KeyMaker.withSignature(input, Signing.sign(signer, input, random));
    return new GoodKey(signer, header, claims, text, answer);
  }

  private Signer signer(String algorithm, KeyPair rsaPair) throws GeneralSecurityException {
    String id = algorithm.toLowerCase(Locale.ROOT);
    if (algorithm.startsWith("HS")) {
      byte[] secret = new byte[64];
      random.nextBytes(secret);
      return Signer.ofSecret(algorithm, id, secret);
    }
    if (algorithm.equals("EdDSA")) {
      return Signer.ofPair(algorithm, id, pair("Ed25519", 255));
    }
    return Signer.ofPair(algorithm, id, algorithm.startsWith("ES") ? curve(algorithm) : rsaPair);
  }

  private KeyPair curve(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVES.get(algorithm)), random);
    return generator.generateKeyPair();
  }

  private KeyPair pair(String type, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
    generator.initialize(bits, random);
    return generator.generateKeyPair();
  }
}
