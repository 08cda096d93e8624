package org.nexusauth.verify;

import java.security.Key;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads a JWK set or a single JWK (RFC 7517), each key with its one algorithm. */
final class JwkReader {
  private JwkReader() {}

  static List<VerificationKey> read(Map<String, Object> members) throws BadKeysException {
    if (members.containsKey("kty")) {
      return List.of(key(members));
    }
    if (!(members.get("keys") instanceof List<?> keys)) {
      throw new BadKeysException(
          "is neither a JWK set nor a JWK: it has no \"keys\" and no \"kty\"");
    }
    List<VerificationKey> read = new ArrayList<>();
    for (Object key : keys) {
      if (!(key instanceof Map<?, ?> jwk)) {
        throw new BadKeysException("has an element of \"keys\" that is not a JWK");
      }
      @SuppressWarnings("unchecked") // The reader makes maps with string keys only.
      Map<String, Object> typed = (Map<String, Object>) jwk;
      read.add(key(typed));
    }
    return read;
  }

  private static VerificationKey key(Map<String, Object> members) throws BadKeysException {
    requireTexts(members, "kty", "kid", "alg", "use");
    requirePurpose(members);
    JsonWebKey jwk = parse(members);
    if (jwk instanceof PublicJsonWebKey pair && pair.getPrivateKey() != null) {
      throw new BadKeysException(
          "holds a private key; give the public key alone, as keygen prints it");
    }
    String algorithm = jwk.getAlgorithm() == null ? algorithmOf(jwk) : jwk.getAlgorithm();
    Key key = jwk.getKey();
    if (jwk instanceof OctetSequenceJsonWebKey) {
      key = new SecretKeySpec(key.getEncoded(), "HmacSHA" + bits(algorithm));
    } else if (!(key instanceof PublicKey)) {
      throw new BadKeysException("holds a key that is not a public key");
    }
    KeyStrength.require(Algorithms.canonical(algorithm), key);
    return VerificationKey.of(jwk.getKeyId(), algorithm, key);
  }

  private static JsonWebKey parse(Map<String, Object> members) throws BadKeysException {
    try {
      return JsonWebKey.Factory.newJwk(members);
    } catch (JoseException | RuntimeException e) {
      // The library throws runtime exceptions for some wrong members, and its texts may quote them.
      throw new BadKeysException(
          "holds a JWK that cannot be read: its \"kty\" is unknown, or a member is missing or wrong");
    }
  }

  private static String algorithmOf(JsonWebKey jwk) throws BadKeysException {
    if (jwk instanceof RsaJsonWebKey) {
      return "RS256";
    }
    if (jwk instanceof OctetKeyPairJsonWebKey) {
      return Algorithms.EDDSA;
    }
    String ofCurve =
        jwk instanceof EllipticCurveJsonWebKey ec ? Algorithms.ofCurve(ec.getCurveName()) : "";
    if (ofCurve.isEmpty()) {
      throw new BadKeysException("holds a key of type " + jwk.getKeyType() + " without \"alg\"");
    }
    return ofCurve;
  }

  private static String bits(String algorithm) throws BadKeysException {
    if (!Algorithms.isSecret(algorithm)) {
      throw new BadKeysException("holds a secret whose \"alg\" is not HS256, HS384 or HS512");
    }
    return algorithm.substring(2);
  }

  private static void requireTexts(Map<String, Object> members, String... names)
      throws BadKeysException {
    for (String name : names) {
      if (members.containsKey(name) && !(members.get(name) instanceof String)) {
        throw new BadKeysException("holds a JWK whose \"" + name + "\" is not a string");
      }
    }
    if ("".equals(members.get("kid"))) {
      throw new BadKeysException("holds a JWK whose \"kid\" is empty");
    }
  }

  /** A key for something else must not verify (RFC 7517 §4.2, §4.3). */
  private static void requirePurpose(Map<String, Object> members) throws BadKeysException {
    Object use = members.getOrDefault("use", "sig");
    Object operations = members.getOrDefault("key_ops", List.of("verify"));
    if (!use.equals("sig") || !(operations instanceof List<?> list && list.contains("verify"))) {
      throw new BadKeysException(
          "holds a key that is not for verifying signatures (\"use\", \"key_ops\"); leave it out");
    }
  }
}
