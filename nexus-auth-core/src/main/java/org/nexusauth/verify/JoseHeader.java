package org.nexusauth.verify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.json.JsonNull;

/**
 * The members of a JOSE header that count (RFC 7515 §4.1). Keys that the header brings itself
 * ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}) are never looked at, nor is {@code zip},
 * which has no meaning in a JWS and is ignored like any other member (RFC 7515 §4).
 *
 * @param algorithm {@code alg}
 * @param keyId {@code kid}, or null
 * @param type {@code typ}, or null
 */
record JoseHeader(String algorithm, @Nullable String keyId, @Nullable String type) {

  /** What came of reading a header: one of the two is null. */
  record Read(@Nullable JoseHeader header, String problem) {}

  static Read from(Map<String, Object> members) {
    // RFC 7515 §4.1.11: an extension marked critical that is not understood is fatal. We
    // understand none, RFC 7797's unencoded payload included.
    for (String refused : List.of("crit", "b64")) {
      if (members.containsKey(refused)) {
        return wrong("has \"" + refused + "\", an extension that is not supported");
      }
    }
    for (String name : List.of("alg", "kid", "typ", "cty")) {
      if (members.containsKey(name) && !(members.get(name) instanceof String)) {
        String found = members.get(name) == JsonNull.NULL ? "null" : "not a string";
        return wrong("has \"" + name + "\", but it is " + found);
      }
    }
    if (!(members.get("alg") instanceof String algorithm)) {
      return wrong("has no \"alg\"");
    }
    if (members.get("cty") instanceof String content && isJwt(content)) {
      return wrong("says that the payload is itself a JWT; nested JWTs are not supported");
    }
    return new Read(
        new JoseHeader(algorithm, (String) members.get("kid"), (String) members.get("typ")), "");
  }

  /** {@code application/} may be left out, and case does not count (RFC 7515 §4.1.9, §4.1.10). */
  static String mediaType(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/") && lower.indexOf('/') == lower.lastIndexOf('/')
        ? lower.substring("application/".length())
        : lower;
  }

  private static boolean isJwt(String content) {
    return mediaType(content).equals("jwt");
  }

  private static Read wrong(String problem) {
    return new Read(null, problem);
  }
}
