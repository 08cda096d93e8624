package org.nexusauth.explain;

import java.util.Optional;
import java.util.regex.Pattern;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/** What to do about a denial, for the person who has the key at hand. */
final class Remedies {

  private static final Pattern HEADER_LINE =
      Pattern.compile("(?i)[\\w-]*key\"?\\s*[:=].*", Pattern.DOTALL);

  private Remedies() {}

  /** Returns the remedy for a signature in another form; empty for any other denial. */
  static Optional<String> forSignatureForm(KeyDenied invalid) {
    if (invalid.detail().contains("it is in DER")) {
      return Optional.of(
          "have its issuer write ECDSA signatures as JWS does (in Java:"
              + " SHA256withECDSAinP1363Format)");
    }
    return Optional.empty();
  }

  /**
   * Returns the remedy where the header is {@code Authorization}; empty where it is the same as for
   * every other header.
   */
  static Optional<String> forBearerScheme(Reason reason) {
    return switch (reason) {
      case KEY_MISSING, KEY_MALFORMED ->
          Optional.of(
              "send Authorization: Bearer, one space, then all of the key, from eyJ to its end; check"
                  + " the whole value");
      case KEY_WHITESPACE ->
          Optional.of("send Bearer, exactly one space and the key, without tabs and line breaks");
      case KEY_BEARER_PREFIX -> Optional.of("send Bearer once, not twice");
      default -> Optional.empty();
    };
  }

  static String forReason(Reason reason, Step step, String value) {
    if (step.compareTo(Step.LEX) <= 0 && HEADER_LINE.matcher(value).matches()) {
      return "give the key alone, without the name of the header or variable";
    }
    return switch (reason) {
      case KEY_MISSING -> "send the key in the api-key header; there is none here";
      case KEY_REPEATED -> "send one header with one key in it";
      case KEY_BEARER_PREFIX -> "send the key alone, without \"Bearer\"";
      case KEY_WHITESPACE -> "copy the key again, without whitespace and line breaks";
      case KEY_TOO_LONG ->
          "copy the key again; if it is really that long, raise nexus.auth.token.max.length";
      case KEY_MALFORMED -> "copy all of the key again, from eyJ to its end";
      case KEY_INVALID -> forInvalidKey(step);
      case KEY_EXPIRED -> "issue a new key";
      case KEY_NOT_YET_VALID -> "wait, or set the clocks of the issuer and of this machine right";
      case PERMISSION_MISSING -> "issue a key that has the permission";
      case KEY_REVOKED, INTEGRATION_DISABLED, AGENT_RESTRICTED, ACCESS_DENIED ->
          "contact the operator of the API";
      case RATE_LIMITED -> "send fewer requests, or use a key whose plan allows more";
      case TOO_MANY_FAILURES ->
          "wait, then try again: clients at this address sent too many invalid keys";
      case STATUS_UNAVAILABLE -> "try again later: the revocation store cannot be reached";
    };
  }

  private static String forInvalidKey(Step step) {
    return switch (step) {
      case EXTRACT, LEX -> "copy the key again";
      case HEADER ->
          "use a key that was issued for this API, or add the public part of its signing key to the"
              + " application's verification keys";
      case SIGNATURE ->
          "copy the key again; if that does not help, another issuer signed it: issue a new one";
      case CLAIMS, TIME ->
          "issue a key with the right claims, or change the application's settings to accept this one";
    };
  }
}
