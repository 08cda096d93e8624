package org.nexusauth.verify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.json.JsonNull;
import org.nexusauth.json.StrictJson;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.CheckResult.Failed;
import org.nexusauth.verify.CheckResult.Passed;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/**
 * The members of a JOSE header that are used (RFC 7515 §4.1). Keys that the header brings itself
 * ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}) are never read, nor is {@code zip}, which
 * has no meaning in a JWS and is ignored like any other member (RFC 7515 §4).
 *
 * @param algorithm {@code alg}
 * @param keyId {@code kid}, or null
 * @param type {@code typ}, or null
 */
record JoseHeader(String algorithm, @Nullable String keyId, @Nullable String type) {

  /** Parses the JSON of a header. */
  static CheckResult<JoseHeader> parse(byte[] utf8) {
    try {
      return parse(StrictJson.readObject(utf8));
    } catch (StrictJson.MalformedException e) {
      return invalid(String.valueOf(e.getMessage()));
    }
  }

  private static CheckResult<JoseHeader> parse(Map<String, Object> members) {
    // RFC 7515 §4.1.11: an extension marked critical that is not understood is fatal. We
    // understand none, RFC 7797's unencoded payload included.
    for (String extension : List.of("crit", "b64")) {
      if (members.containsKey(extension)) {
        return invalid("has \"" + extension + "\", an extension that is not supported");
      }
    }
    for (String name : List.of("alg", "kid", "typ", "cty")) {
      if (members.get(name) == JsonNull.NULL) {
        return invalid("has \"" + name + "\", but it is null");
      }
      if (members.containsKey(name) && !(members.get(name) instanceof String)) {
        return invalid("has \"" + name + "\", but it is not a string");
      }
    }
    if (!(members.get("alg") instanceof String algorithm)) {
      return invalid("has no \"alg\"");
    }
    if (members.get("cty") instanceof String content && isJwt(content)) {
      return invalid("says that the payload is itself a JWT; nested JWTs are not supported");
    }
    return new Passed<>(
        new JoseHeader(algorithm, (String) members.get("kid"), (String) members.get("typ")));
  }

  /**
   * Returns a media type in lower case and without {@code application/}, which may be left out (RFC
   * 7515 §4.1.9, §4.1.10).
   */
  static String mediaType(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.startsWith("application/") && lower.indexOf('/') == lower.lastIndexOf('/')) {
      return lower.substring("application/".length());
    }
    return lower;
  }

  private static boolean isJwt(String content) {
    return mediaType(content).equals("jwt");
  }

  private static CheckResult<JoseHeader> invalid(String problem) {
    return new Failed<>(new KeyDenied(Reason.KEY_INVALID, Step.HEADER, "the header " + problem));
  }
}
