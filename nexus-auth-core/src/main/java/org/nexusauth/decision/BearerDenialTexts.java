package org.nexusauth.decision;

import java.util.Optional;
import org.nexusauth.reason.Reason;

/** The texts of denials where the key's header is {@code Authorization}, with the scheme Bearer. */
final class BearerDenialTexts {
  private BearerDenialTexts() {}

  /**
   * Returns the challenge (RFC 6750 §3). A request without a bearer key gets no error; every other
   * 401 is {@code invalid_token}, the one error of that status, and the description is our code.
   */
  static String buildChallenge(String realm, Reason reason) {
    String challenge = "Bearer realm=\"%s\"".formatted(realm);
    if (reason == Reason.KEY_MISSING) {
      return challenge;
    }
    return challenge
        + ", error=\"invalid_token\", error_description=\"%s\"".formatted(reason.code());
  }

  /** Returns what the caller can do, as {@link Reason#hint}. */
  static Optional<String> hintOf(Reason reason) {
    return switch (reason) {
      case KEY_MISSING ->
          Optional.of("Send the key in the {header} header: \"Bearer\", one space, the key.");
      case KEY_BEARER_PREFIX -> Optional.of("Send \"Bearer\" once before the key, not twice.");
      case KEY_WHITESPACE ->
          Optional.of(
              "Send \"Bearer\", one space and the key in the {header} header, without other spaces,"
                  + " tabs or line breaks; copy the key again.");
      case KEY_MALFORMED ->
          Optional.of(
              "The value of the {header} header is not \"Bearer\", one space and a key: copy all of"
                  + " the key, from eyJ to its end.");
      default -> reason.hint();
    };
  }
}
