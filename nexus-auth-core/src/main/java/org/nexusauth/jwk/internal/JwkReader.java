package org.nexusauth.jwk.internal;

import java.security.Key;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.lang.JoseException;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.internal.StandardKeyFactory;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.jwk.UnusableKeyException;

/** Reads a JWK set or a single JWK (RFC 7517), each key with its one algorithm. */
final class JwkReader {
  /** What makes a public key or a secret; all else, as certificates, is ignored. */
  private static final Map<String, List<String>> MATERIAL =
      Map.of(
          "RSA", List.of("kty", "n", "e"),
          "EC", List.of("kty", "crv", "x", "y"),
          "OKP", List.of("kty", "crv", "x"),
          "oct", List.of("kty", "k"));

  private JwkReader() {}

  static List<KeyEntry> read(Map<String, Object> members, KeyPolicy policy)
      throws UnusableKeyException {
    if (members.containsKey("kty")) {
      return List.of(new KeyEntry.Usable(onlyKey(members, policy)));
    }
    if (!(members.get("keys") instanceof List<?> keys)) {
      throw new UnusableKeyException(noKeys(members));
    }
    List<KeyEntry> entries = new ArrayList<>();
    for (Object key : keys) {
      entries.add(entry(key, policy));
    }
    return entries;
  }

  private static String noKeys(Map<String, Object> members) {
    boolean hasPem =
        members.values().stream()
            .anyMatch(value -> value instanceof String text && text.contains("-----BEGIN "));
    return "is neither a JWK set nor a JWK: it has no array \"keys\" and no \"kty\""
        + (hasPem ? "; give the issuer's JWK set in place of its map of certificates" : "");
  }

  private static VerificationKey onlyKey(Map<String, Object> members, KeyPolicy policy)
      throws UnusableKeyException {
    String other = JwkPurpose.other(members);
    if (other != null) {
      throw new UnusableKeyException(
          "holds a key that is not for verifying signatures here: " + other);
    }
    return key(members, policy);
  }

  private static KeyEntry entry(Object element, KeyPolicy policy) {
    if (!(element instanceof Map<?, ?> jwk)) {
      return new KeyEntry.Unusable("has an element of \"keys\" that is not a JWK");
    }
    @SuppressWarnings("unchecked") // The reader makes maps with string keys only.
    Map<String, Object> members = (Map<String, Object>) jwk;
    String name =
        members.get("kid") instanceof String id && !id.isEmpty()
            ? "key \"" + LogSanitizer.sanitize(id) + "\""
            : "key without an id";
    try {
      String other = JwkPurpose.other(members);
      return other == null
          ? new KeyEntry.Usable(key(members, policy))
          : new KeyEntry.Ignored(name + " (" + other + ")");
    } catch (UnusableKeyException e) {
      return new KeyEntry.Unusable(e.getMessage() + " (" + name + ")");
    }
  }

  private static VerificationKey key(Map<String, Object> members, KeyPolicy policy)
      throws UnusableKeyException {
    String type = String.valueOf(JwkPurpose.text(members, "kty"));
    String id = JwkPurpose.text(members, "kid");
    if ("".equals(id)) {
      throw new UnusableKeyException("holds a JWK whose \"kid\" is empty");
    }
    JwkPurpose.requireNoPrivateKey(members, type);
    JsonWebKey jwk = parse(material(members, type));
    String algorithm = algorithm(members, type);
    Key key =
        jwk instanceof OctetSequenceJsonWebKey
            ? new SecretKeySpec(jwk.getKey().getEncoded(), "HmacSHA" + bits(algorithm))
            : StandardKeyFactory.toStandardKey((PublicKey) jwk.getKey());
    policy.require(JwsAlgorithms.canonical(algorithm), key);
    return VerificationKey.of(id, algorithm, key);
  }

  private static Map<String, Object> material(Map<String, Object> members, String type)
      throws UnusableKeyException {
    Map<String, Object> material = new LinkedHashMap<>();
    for (String name : MATERIAL.getOrDefault(type, List.of())) {
      String value = JwkPurpose.text(members, name);
      if (value != null) {
        material.put(name, value);
      }
    }
    return material;
  }

  private static JsonWebKey parse(Map<String, Object> material) throws UnusableKeyException {
    try {
      JsonWebKey jwk = JsonWebKey.Factory.newJwk(material);
      if (jwk.getKey() != null) {
        return jwk;
      }
    } catch (JoseException | RuntimeException e) {
      // The library throws runtime exceptions for some wrong members, and its texts may quote them.
    }
    throw new UnusableKeyException("holds a JWK that cannot be read: a member is missing or wrong");
  }

  private static String algorithm(Map<String, Object> members, String type)
      throws UnusableKeyException {
    String named = JwkPurpose.text(members, "alg");
    if (named != null) {
      return named;
    }
    return switch (type) {
      case "RSA" -> "RS256";
      case "OKP" -> JwsAlgorithms.EDDSA;
      case "EC" -> JwsAlgorithms.ofCurve(String.valueOf(JwkPurpose.text(members, "crv")));
      default ->
          throw new UnusableKeyException(
              "holds a key of type "
                  + type
                  + " without \"alg\"; add the one that it is for, as HS256");
    };
  }

  private static String bits(String algorithm) throws UnusableKeyException {
    if (!JwsAlgorithms.isSecret(algorithm)) {
      throw new UnusableKeyException("holds a secret whose \"alg\" is not HS256, HS384 or HS512");
    }
    return algorithm.substring(2);
  }
}
