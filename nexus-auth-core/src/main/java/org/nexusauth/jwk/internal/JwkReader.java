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
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.internal.StandardKeyFactory;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.jwk.UnusableKeyException;

/** Reads a JWK set or a single JWK (RFC 7517), each key with its one algorithm. */
final class JwkReader {
  /** The members of public keys and secrets; all others, as certificates, are ignored. */
  private static final Map<String, List<String>> MATERIAL =
      Map.of(
          "RSA", List.of("kty", "n", "e"),
          "EC", List.of("kty", "crv", "x", "y"),
          "OKP", List.of("kty", "crv", "x"),
          "oct", List.of("kty", "k"));

  private JwkReader() {}

  static List<KeyEntryResult> readEntries(Map<String, Object> members, KeyPolicy policy)
      throws UnusableKeyException {
    if (members.containsKey("kty")) {
      return List.of(new KeyEntryResult.Usable(readOnlyKey(members, policy)));
    }
    if (!(members.get("keys") instanceof List<?> keys)) {
      throw new UnusableKeyException(noKeysProblem(members));
    }
    List<KeyEntryResult> entries = new ArrayList<>();
    for (Object key : keys) {
      entries.add(readEntry(key, policy));
    }
    return entries;
  }

  private static String noKeysProblem(Map<String, Object> members) {
    String problem = "is neither a JWK set nor a JWK: it has no array \"keys\" and no \"kty\"";
    boolean hasPem =
        members.values().stream()
            .anyMatch(value -> value instanceof String text && text.contains("-----BEGIN "));
    if (hasPem) {
      return problem + "; give the issuer's JWK set in place of its map of certificates";
    }
    return problem;
  }

  private static VerificationKey readOnlyKey(Map<String, Object> members, KeyPolicy policy)
      throws UnusableKeyException {
    String other = JwkPurpose.reasonToIgnore(members);
    if (other != null) {
      throw new UnusableKeyException(
          "holds a key that is not for verifying signatures here: " + other);
    }
    return readKey(members, policy);
  }

  private static KeyEntryResult readEntry(Object element, KeyPolicy policy) {
    if (!(element instanceof Map<?, ?> jwk)) {
      return new KeyEntryResult.Unusable("has an element of \"keys\" that is not a JWK");
    }
    @SuppressWarnings("unchecked") // The reader makes maps with string keys only.
    Map<String, Object> members = (Map<String, Object>) jwk;
    String name = describeId(members.get("kid"));
    try {
      String other = JwkPurpose.reasonToIgnore(members);
      if (other != null) {
        return new KeyEntryResult.Ignored(name + " (" + other + ")");
      }
      return new KeyEntryResult.Usable(readKey(members, policy));
    } catch (UnusableKeyException e) {
      return new KeyEntryResult.Unusable(e.getMessage() + " (" + name + ")");
    }
  }

  private static String describeId(@Nullable Object id) {
    if (id instanceof String text && !text.isEmpty()) {
      return "key \"" + LogSanitizer.sanitize(text) + "\"";
    }
    return "key without an id";
  }

  private static VerificationKey readKey(Map<String, Object> members, KeyPolicy policy)
      throws UnusableKeyException {
    String type = String.valueOf(JwkPurpose.readString(members, "kty"));
    String id = JwkPurpose.readString(members, "kid");
    if ("".equals(id)) {
      throw new UnusableKeyException("holds a JWK whose \"kid\" is empty");
    }
    JwkPurpose.requireNoPrivateKey(members, type);
    JsonWebKey jwk = parseJwk(selectMaterial(members, type));
    String algorithm = algorithmOf(members, type);
    Key key;
    if (jwk instanceof OctetSequenceJsonWebKey) {
      key = new SecretKeySpec(jwk.getKey().getEncoded(), "HmacSHA" + hashBits(algorithm));
    } else {
      key = StandardKeyFactory.toStandardKey((PublicKey) jwk.getKey());
    }
    policy.require(JwsAlgorithms.canonicalName(algorithm), key);
    return VerificationKey.of(id, algorithm, key);
  }

  private static Map<String, Object> selectMaterial(Map<String, Object> members, String type)
      throws UnusableKeyException {
    Map<String, Object> material = new LinkedHashMap<>();
    for (String name : MATERIAL.getOrDefault(type, List.of())) {
      String value = JwkPurpose.readString(members, name);
      if (value != null) {
        material.put(name, value);
      }
    }
    return material;
  }

  private static JsonWebKey parseJwk(Map<String, Object> material) throws UnusableKeyException {
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

  private static String algorithmOf(Map<String, Object> members, String type)
      throws UnusableKeyException {
    String named = JwkPurpose.readString(members, "alg");
    if (named != null) {
      return named;
    }
    return switch (type) {
      case "RSA" -> "RS256";
      case "OKP" -> JwsAlgorithms.EDDSA;
      case "EC" -> JwsAlgorithms.ofCurve(String.valueOf(JwkPurpose.readString(members, "crv")));
      default ->
          throw new UnusableKeyException(
              "holds a key of type "
                  + type
                  + " without \"alg\"; add the one that it is for, as HS256");
    };
  }

  private static String hashBits(String algorithm) throws UnusableKeyException {
    if (!JwsAlgorithms.isSecret(algorithm)) {
      throw new UnusableKeyException("holds a secret whose \"alg\" is not HS256, HS384 or HS512");
    }
    return algorithm.substring(2);
  }
}
