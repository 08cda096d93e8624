package org.nexusauth.keys;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UncheckedJoseException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.StandardKeyFactory;
import org.nexusauth.keys.internal.JsonText;

/** A signing key as a JWK (RFC 7517, RFC 7518 §6, RFC 8037 §2). */
final class JwkFormat {

  private static final List<String> MATERIAL =
      List.of("crv", "x", "y", "n", "e", "d", "p", "q", "dp", "dq", "qi", "k");

  private JwkFormat() {}

  static SigningKey parseJwk(String text) {
    Map<String, Object> members = parseMembers(text);
    String type = stringMember(members, "kty");
    if (type == null) {
      throw new SigningKeyException(describeMissingType(members));
    }
    requireSigningUse(members);
    JsonWebKey jwk = buildJsonWebKey(type, members);
    SigningAlgorithm algorithm = JwkAlgorithmResolver.algorithmOf(members, jwk);
    String keyId = keyId(members, jwk, algorithm);
    if (algorithm.isSecret()) {
      return SigningKey.ofSecret(keyId, algorithm, (SecretKey) jwk.getKey());
    }
    PublicJsonWebKey pair = (PublicJsonWebKey) jwk;
    PrivateKey priv = pair.getPrivateKey();
    if (priv == null) {
      throw new SigningKeyException(
          "the JWK holds only the public part, which verifies but cannot sign; give the file that"
              + " keygen wrote with --out");
    }
    return SigningKey.ofPair(
        keyId,
        algorithm,
        new KeyPair(
            StandardKeyFactory.toStandardKey(pair.getPublicKey()),
            StandardKeyFactory.toStandardKey(priv)));
  }

  private static String describeMissingType(Map<String, Object> members) {
    if (members.containsKey("keys")) {
      return "this is a JWK set; give one private JWK, as keygen writes it";
    }
    return "the JWK has no \"kty\"; give a private JWK, as keygen writes it";
  }

  static String toJwk(SigningKey key) {
    return JsonText.pretty(memberMap(key, OutputControlLevel.INCLUDE_PRIVATE)) + "\n";
  }

  static Map<String, Object> publicMembers(SigningKey key) {
    return memberMap(key, OutputControlLevel.PUBLIC_ONLY);
  }

  /** RFC 7638, for keys that come without an id. */
  static String thumbprint(JsonWebKey jwk) {
    return jwk.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  static JsonWebKey toJsonWebKey(java.security.Key key) {
    try {
      return JsonWebKey.Factory.newJwk(key);
    } catch (JoseException e) {
      throw new SigningKeyException(
          "keys of the kind " + key.getAlgorithm() + " sign no API keys; use RSA");
    }
  }

  private static Map<String, Object> memberMap(SigningKey key, OutputControlLevel level) {
    Map<String, Object> material = keyMaterial(key, level);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kty", material.get("kty"));
    members.put("kid", key.keyId());
    members.put("use", "sig");
    members.put("alg", key.algorithm().headerName());
    for (String name : MATERIAL) {
      if (material.containsKey(name)) {
        members.put(name, material.get(name));
      }
    }
    return members;
  }

  private static Map<String, Object> keyMaterial(SigningKey key, OutputControlLevel level) {
    if (key.verifying() == null) {
      return toJsonWebKey(key.signing()).toParams(level);
    }
    PublicJsonWebKey jwk = (PublicJsonWebKey) toJsonWebKey(key.verifying());
    jwk.setPrivateKey((PrivateKey) key.signing());
    return jwk.toParams(level);
  }

  private static Map<String, Object> parseMembers(String text) {
    try {
      return JsonUtil.parseJson(text);
    } catch (JoseException | UncheckedJoseException e) {
      throw new SigningKeyException("this is not a JWK: its JSON is broken");
    }
  }

  private static JsonWebKey buildJsonWebKey(String type, Map<String, Object> members) {
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("kty", type);
    for (String name : MATERIAL) {
      String value = stringMember(members, name);
      if (value != null) {
        known.put(name, value);
      }
    }
    try {
      return JsonWebKey.Factory.newJwk(known);
    } catch (JoseException | RuntimeException e) {
      // The library throws runtime exceptions of many kinds for wrong members.
      throw new SigningKeyException(
          "the members of the JWK do not make a key of its \"kty\"; make a new one with keygen");
    }
  }

  private static String keyId(
      Map<String, Object> members, JsonWebKey jwk, SigningAlgorithm algorithm) {
    String keyId = stringMember(members, "kid");
    if (keyId != null) {
      return IdentifierRules.requireKeyIdOfKey(keyId);
    }
    if (algorithm.isSecret()) { // a thumbprint would publish a hash of the secret
      throw new SigningKeyException("the JWK of a secret needs a \"kid\"; add one");
    }
    return thumbprint(jwk);
  }

  private static void requireSigningUse(Map<String, Object> members) {
    boolean used = !members.containsKey("use") || requireNotNull(members, "use").equals("sig");
    boolean signs =
        !members.containsKey("key_ops")
            || (requireNotNull(members, "key_ops") instanceof List<?> list
                && list.contains("sign"));
    if (!used || !signs) {
      throw new SigningKeyException(
          "the JWK is not for signing (its \"use\" or \"key_ops\" says so); make a new one with"
              + " keygen");
    }
  }

  static @Nullable String stringMember(Map<String, Object> members, String name) {
    if (!members.containsKey(name)) {
      return null;
    }
    Object value = requireNotNull(members, name);
    if (value instanceof String text) {
      return text;
    }
    throw new SigningKeyException("the JWK's \"" + name + "\" must be a string");
  }

  private static Object requireNotNull(Map<String, Object> members, String name) {
    Object value = members.get(name);
    if (value == null) {
      throw new SigningKeyException("the JWK's \"" + name + "\" is null; leave the member out");
    }
    return value;
  }
}
