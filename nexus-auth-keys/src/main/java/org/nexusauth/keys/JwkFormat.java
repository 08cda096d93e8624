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

  static SigningKey read(String text) {
    Map<String, Object> members = members(text);
    String type = string(members, "kty");
    if (type == null) {
      throw new SigningKeyException(
          members.containsKey("keys")
              ? "this is a JWK set; give one private JWK, as keygen writes it"
              : "the JWK has no \"kty\"; give a private JWK, as keygen writes it");
    }
    refuseOtherUse(members);
    JsonWebKey jwk = material(type, members);
    SigningAlgorithm algorithm = JwkAlgorithm.of(members, jwk);
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

  static String write(SigningKey key) {
    return JsonText.pretty(members(key, OutputControlLevel.INCLUDE_PRIVATE)) + "\n";
  }

  static Map<String, Object> publicMembers(SigningKey key) {
    return members(key, OutputControlLevel.PUBLIC_ONLY);
  }

  /** RFC 7638, for keys that come without an id. */
  static String thumbprint(JsonWebKey jwk) {
    return jwk.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  static JsonWebKey jwk(java.security.Key key) {
    try {
      return JsonWebKey.Factory.newJwk(key);
    } catch (JoseException e) {
      throw new SigningKeyException(
          "keys of the kind " + key.getAlgorithm() + " sign no API keys; use RSA");
    }
  }

  private static Map<String, Object> members(SigningKey key, OutputControlLevel level) {
    Map<String, Object> material = material(key, level);
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

  private static Map<String, Object> material(SigningKey key, OutputControlLevel level) {
    if (key.verifying() == null) {
      return jwk(key.signing()).toParams(level);
    }
    PublicJsonWebKey jwk = (PublicJsonWebKey) jwk(key.verifying());
    jwk.setPrivateKey((PrivateKey) key.signing());
    return jwk.toParams(level);
  }

  private static Map<String, Object> members(String text) {
    try {
      return JsonUtil.parseJson(text);
    } catch (JoseException | UncheckedJoseException e) {
      throw new SigningKeyException("this is not a JWK: its JSON is broken");
    }
  }

  private static JsonWebKey material(String type, Map<String, Object> members) {
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("kty", type);
    for (String name : MATERIAL) {
      String value = string(members, name);
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
    String keyId = string(members, "kid");
    if (keyId != null) {
      return IdentifierRules.keyId(keyId);
    }
    if (algorithm.isSecret()) { // a thumbprint would publish a hash of the secret
      throw new SigningKeyException("the JWK of a secret needs a \"kid\"; add one");
    }
    return thumbprint(jwk);
  }

  private static void refuseOtherUse(Map<String, Object> members) {
    Object use = members.containsKey("use") ? requireNotNull(members, "use") : null;
    Object operations = members.containsKey("key_ops") ? requireNotNull(members, "key_ops") : null;
    boolean used = use == null || use.equals("sig");
    boolean signs = operations == null || (operations instanceof List<?> l && l.contains("sign"));
    if (!used || !signs) {
      throw new SigningKeyException(
          "the JWK is not for signing (its \"use\" or \"key_ops\" says so); make a new one with"
              + " keygen");
    }
  }

  static @Nullable String string(Map<String, Object> members, String name) {
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
