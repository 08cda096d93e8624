package org.nexusauth.jwk.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.json.JsonNull;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.jwk.UnusableKeyException;

/** Selects the JWKs that are meant for verifying signatures (RFC 7517 §4.1 to §4.4, §5). */
final class JwkPurpose {
  private static final Set<String> TYPES = Set.of("RSA", "EC", "OKP", "oct");
  private static final Map<String, Set<String>> CURVES =
      Map.of("EC", Set.of("P-256", "P-384", "P-521"), "OKP", Set.of("Ed25519", "Ed448"));
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth");

  private JwkPurpose() {}

  /**
   * Returns why a JWK is not meant for verifying signatures here, or null when it is.
   *
   * @throws UnusableKeyException when that cannot be said, because a member is wrong
   */
  static @Nullable String reasonToIgnore(Map<String, Object> members) throws UnusableKeyException {
    String type = readString(members, "kty");
    if (type == null) {
      throw new UnusableKeyException("holds a JWK that has no \"kty\"");
    }
    if (!TYPES.contains(type)) {
      return memberIs("kty", type);
    }
    String use = readString(members, "use");
    if (use != null && !use.equals("sig")) {
      return memberIs("use", use);
    }
    if (!mayVerify(members, type)) {
      return "its \"key_ops\" lack \"verify\"";
    }
    String algorithm = readString(members, "alg");
    if (algorithm != null && !JwsAlgorithms.isKnown(algorithm)) {
      return memberIs("alg", algorithm);
    }
    Set<String> curves = CURVES.get(type);
    if (curves == null) {
      return null;
    }
    String curve = readString(members, "crv");
    return curve == null || curves.contains(curve) ? null : memberIs("crv", curve);
  }

  private static boolean mayVerify(Map<String, Object> members, String type)
      throws UnusableKeyException {
    Object operations = members.getOrDefault("key_ops", List.of("verify"));
    if (!(operations instanceof List<?> list)) {
      throw wrongType("key_ops", operations, "an array");
    }
    if (!list.contains("verify") && list.contains("sign")) {
      requireNoPrivateKey(members, type);
    }
    return list.contains("verify");
  }

  /** Rejects a private key: it is no longer secret where verification keys are published. */
  static void requireNoPrivateKey(Map<String, Object> members, String type)
      throws UnusableKeyException {
    if (!type.equals("oct") && PRIVATE.stream().anyMatch(members::containsKey)) {
      throw new UnusableKeyException(
          "holds a private key; give the public key alone, as keygen prints it");
    }
  }

  /** Returns a member that must be a string if it is there; null when it is not there. */
  static @Nullable String readString(Map<String, Object> members, String name)
      throws UnusableKeyException {
    if (!members.containsKey(name)) {
      return null;
    }
    Object value = members.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw wrongType(name, value, "a string");
  }

  private static UnusableKeyException wrongType(
      String name, @Nullable Object value, String expected) {
    if (value == JsonNull.NULL) {
      return new UnusableKeyException(
          "holds a JWK whose \"" + name + "\" is null; leave the member out");
    }
    return new UnusableKeyException("holds a JWK whose \"" + name + "\" is not " + expected);
  }

  private static String memberIs(String name, String value) {
    return "its \"" + name + "\" is \"" + LogSanitizer.sanitize(value) + "\"";
  }
}
