package org.nexusauth.jwk.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.json.JsonNull;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.jwk.UnusableKeyException;

/** Knows which JWKs are meant for verifying signatures here (RFC 7517 §4.1 to §4.4, §5). */
final class JwkPurpose {
  private static final Set<String> TYPES = Set.of("RSA", "EC", "OKP", "oct");
  private static final Map<String, Set<String>> CURVES =
      Map.of("EC", Set.of("P-256", "P-384", "P-521"), "OKP", Set.of("Ed25519", "Ed448"));
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth");

  private JwkPurpose() {}

  /**
   * Returns why a JWK is not meant for verifying here, or null when it is.
   *
   * @throws UnusableKeyException when that cannot be said, because a member is wrong
   */
  static @Nullable String other(Map<String, Object> members) throws UnusableKeyException {
    String type = text(members, "kty");
    if (type == null) {
      throw new UnusableKeyException("holds a JWK that has no \"kty\"");
    }
    if (!TYPES.contains(type)) {
      return is("kty", type);
    }
    String use = text(members, "use");
    if (use != null && !use.equals("sig")) {
      return is("use", use);
    }
    if (!mayVerify(members, type)) {
      return "its \"key_ops\" lack \"verify\"";
    }
    String algorithm = text(members, "alg");
    if (algorithm != null && !JwsAlgorithms.isKnown(algorithm)) {
      return is("alg", algorithm);
    }
    String curve = CURVES.containsKey(type) ? text(members, "crv") : null;
    return curve == null || CURVES.getOrDefault(type, Set.of()).contains(curve)
        ? null
        : is("crv", curve);
  }

  private static boolean mayVerify(Map<String, Object> members, String type)
      throws UnusableKeyException {
    Object operations = members.getOrDefault("key_ops", List.of("verify"));
    if (!(operations instanceof List<?> list)) {
      throw wrong("key_ops", operations, "an array");
    }
    if (!list.contains("verify") && list.contains("sign")) {
      requireNoPrivateKey(members, type);
    }
    return list.contains("verify");
  }

  /** Refuses a private key: it is no longer secret where verification keys are published. */
  static void requireNoPrivateKey(Map<String, Object> members, String type)
      throws UnusableKeyException {
    if (!type.equals("oct") && PRIVATE.stream().anyMatch(members::containsKey)) {
      throw new UnusableKeyException(
          "holds a private key; give the public key alone, as keygen prints it");
    }
  }

  /** Returns a member that must be a string if it is there; null when it is not there. */
  static @Nullable String text(Map<String, Object> members, String name)
      throws UnusableKeyException {
    if (!members.containsKey(name)) {
      return null;
    }
    Object value = members.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, value, "a string");
  }

  private static UnusableKeyException wrong(String name, @Nullable Object value, String expected) {
    return new UnusableKeyException(
        value == JsonNull.NULL
            ? "holds a JWK whose \"" + name + "\" is null; leave the member out"
            : "holds a JWK whose \"" + name + "\" is not " + expected);
  }

  private static String is(String name, String value) {
    return "its \"" + name + "\" is \"" + LogSanitizer.sanitize(value) + "\"";
  }
}
