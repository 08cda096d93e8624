package org.nexusauth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A signing key of one algorithm. Signs with the JDK alone: what verifies must not check itself.
 */
public final class Signer {
  public static final List<String> ALGORITHMS =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
          "HS256", "HS384", "HS512");

  // Once a JVM, and one RSA pair for all of its algorithms: to make one takes long.
  private static final Map<String, Signer> SHARED = new ConcurrentHashMap<>();

  private final String algorithm;
  private final String keyId;
  private final KeyPair pair;
  private final byte[] secret;

  private Signer(String algorithm, String keyId, KeyPair pair, byte[] secret) {
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.pair = pair;
    this.secret = secret;
  }

  /** Returns this JVM's signer of an algorithm; its id is the algorithm in lower case. */
  public static Signer of(String algorithm) {
    return shared("", algorithm);
  }

  /** Returns a signer with the same algorithm and id that is not trusted. */
  public static Signer stranger(String algorithm) {
    return shared("stranger ", algorithm);
  }

  private static Signer shared(String kind, String algorithm) {
    Signer known = SHARED.get(kind + algorithm);
    if (known != null) {
      return known;
    }
    String keyId = algorithm.toLowerCase(Locale.ROOT);
    boolean hasRsaPair = algorithm.matches("[RP]S.*") && !algorithm.equals("RS256");
    Signer made =
        hasRsaPair
            ? ofPair(algorithm, keyId, shared(kind, "RS256").pair())
            : generate(algorithm, keyId);
    SHARED.putIfAbsent(kind + algorithm, made);
    return SHARED.get(kind + algorithm);
  }

  public static Signer generate(String algorithm, String keyId) {
    if (algorithm.startsWith("HS")) {
      byte[] secret = new byte[64];
      new SecureRandom().nextBytes(secret);
      return ofSecret(algorithm, keyId, secret);
    }
    try {
      return new Signer(algorithm, keyId, pair(algorithm), null);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static Signer ofSecret(String algorithm, String keyId, byte[] secret) {
    return new Signer(algorithm, keyId, null, secret);
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    if (algorithm.equals("EdDSA")) {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(algorithm.startsWith("ES") ? "EC" : "RSA");
    if (algorithm.startsWith("ES")) {
      String curve = Map.of("ES256", "256", "ES384", "384", "ES512", "521").get(algorithm);
      generator.initialize(new ECGenParameterSpec("secp" + curve + "r1"));
    } else {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }

  public static Signer ofPair(String algorithm, String keyId, KeyPair pair) {
    return new Signer(algorithm, keyId, pair, null);
  }

  public String algorithm() {
    return algorithm;
  }

  public String keyId() {
    return keyId;
  }

  /** Returns the secret of an HMAC key. */
  public byte[] secret() {
    return secret;
  }

  /** Returns the pair of any other key. */
  public KeyPair pair() {
    return pair;
  }

  public PublicKey publicKey() {
    return pair.getPublic();
  }

  /** Returns the signature of text as RFC 7518 and RFC 8037 want it. */
  public byte[] sign(String text) {
    return sign(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] sign(byte[] input) {
    return Signing.sign(this, input);
  }

  /** Returns what verifies as a JWK: the public key, or the secret. */
  public Map<String, Object> jwk() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kid", keyId);
    jwk.put("alg", algorithm);
    if (secret != null) {
      jwk.put("kty", "oct");
      jwk.put("k", base64(secret));
    } else if (publicKey() instanceof RSAPublicKey rsa) {
      jwk.put("kty", "RSA");
      jwk.put("n", base64(unsigned(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8)));
      jwk.put("e", base64(rsa.getPublicExponent().toByteArray()));
    } else if (publicKey() instanceof ECPublicKey ec) {
      int bits = ec.getParams().getCurve().getField().getFieldSize();
      jwk.put("kty", "EC");
      jwk.put("crv", "P-" + bits);
      jwk.put("x", base64(unsigned(ec.getW().getAffineX(), (bits + 7) / 8)));
      jwk.put("y", base64(unsigned(ec.getW().getAffineY(), (bits + 7) / 8)));
    } else {
      jwk.put("kty", "OKP");
      jwk.put("crv", ((EdECPublicKey) publicKey()).getParams().getName());
      jwk.put("x", base64(rawEdwards()));
    }
    return jwk;
  }

  /** Returns a JWK set of what verifies. */
  public static String jwks(Signer... signers) {
    return JsonDocument.of(Map.of("keys", Arrays.stream(signers).map(Signer::jwk).toList()));
  }

  /** Returns the public key in PEM (RFC 7468 §13). */
  public String pem() {
    return pem("PUBLIC KEY", publicKey().getEncoded());
  }

  public static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns a number in so many bytes, the first of which may be zero. */
  public static byte[] unsigned(BigInteger value, int length) {
    byte[] signed = value.toByteArray();
    byte[] out = new byte[length];
    int taken = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - taken, out, length - taken, taken);
    return out;
  }

  /** The last bytes of the SubjectPublicKeyInfo are the key (RFC 8410 §4). */
  private byte[] rawEdwards() {
    byte[] der = publicKey().getEncoded();
    return Arrays.copyOfRange(der, der.length - 32, der.length);
  }
}
