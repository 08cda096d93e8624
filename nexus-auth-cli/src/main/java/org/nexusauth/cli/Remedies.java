package org.nexusauth.cli;

import java.util.Optional;
import java.util.regex.Pattern;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/** What to do about a refusal, for the person who has the key at hand. */
final class Remedies {

  private static final Pattern HEADER_LINE =
      Pattern.compile("(?i)[\\w-]*key\"?\\s*[:=].*", Pattern.DOTALL);

  private Remedies() {}

  /** Returns the remedy of a signature in another form; empty for any other refusal. */
  static Optional<String> onForm(KeyDenied refused) {
    return refused.detail().contains("it is in DER")
        ? Optional.of(
            "have its issuer write ECDSA signatures as JWS does (in Java:"
                + " SHA256withECDSAinP1363Format)")
        : Optional.empty();
  }

  static String on(Reason reason, Step step, String value) {
    if (step.compareTo(Step.LEX) <= 0 && HEADER_LINE.matcher(value).matches()) {
      return "give the key alone, without the name of the header or variable";
    }
    return switch (reason) {
      case KEY_MISSING -> "send the key in the api-key header; there is none here";
      case KEY_REPEATED -> "send one header with one key in it";
      case KEY_BEARER_PREFIX -> "send the key alone, without \"Bearer\"";
      case KEY_WHITESPACE -> "copy the key again, without blanks and line breaks";
      case KEY_TOO_LONG ->
          "copy the key again; if it is really that long, raise nexus.auth.token.max.length";
      case KEY_MALFORMED -> "copy all of the key again, from eyJ to its end";
      case KEY_INVALID -> onInvalid(step);
      case KEY_EXPIRED -> "issue a new key";
      case KEY_NOT_YET_VALID -> "wait, or set the clocks of the issuer and of this machine right";
      case PERMISSION_MISSING -> "issue a key that has the permission";
      case KEY_REVOKED, INTEGRATION_DISABLED, AGENT_RESTRICTED, ACCESS_DENIED ->
          "ask who runs the API";
      case TOO_MANY_FAILURES -> "wait; others at this address send keys that nobody issued";
      case STATUS_UNAVAILABLE -> "try again; the store of revocations is not to be reached";
    };
  }

  private static String onInvalid(Step step) {
    return switch (step) {
      case EXTRACT, LEX -> "copy the key again";
      case HEADER ->
          "use a key that was issued for this API, or give the door its signing key's public part";
      case SIGNATURE ->
          "copy the key again; if that does not help, somebody else made it: issue a new one";
      case CLAIMS, TIME -> "issue a key with the right claims, or set the door up for this one";
    };
  }
}
