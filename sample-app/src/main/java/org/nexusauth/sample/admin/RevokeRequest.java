package org.nexusauth.sample.admin;

import java.io.InputStream;
import java.util.List;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.ReasonText;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.JsonBody;
import org.nexusauth.verify.UnverifiedKey;
import org.nexusauth.verify.UnverifiedKey.NotAKey;

/**
 * A request to revoke a key.
 *
 * @param key the key's text, which looks like one
 * @param reason why, in a line without a key in it
 */
record RevokeRequest(String key, String reason) {

  private static final String KEY = "key";
  private static final String REASON = "reason";
  private static final String NO_REASON = "no reason given";

  static RevokeRequest from(InputStream body, TokenSettings tokens) {
    JsonBody json = JsonBody.readSmall(body, KEY, REASON);
    String key = json.text(KEY).orElse("");
    if (UnverifiedKey.parse(List.of(key), tokens.forBareKey()) instanceof NotAKey malformed) {
      throw JsonBody.invalid().hint(hintFor(malformed.denial().reason()));
    }
    return new RevokeRequest(key, checkedReason(json.text(REASON).orElse("").strip(), key));
  }

  /** What a copied key lacks, said of the body: the gate's own hints speak of a header. */
  private static String hintFor(Reason fault) {
    return switch (fault) {
      case KEY_MISSING -> "key must be the text of the key to revoke.";
      case KEY_BEARER_PREFIX -> "key must be the key alone, without \"Bearer\".";
      case KEY_WHITESPACE -> "key must have no whitespace and no line breaks in it.";
      case KEY_REPEATED -> "key must be one key.";
      default -> "key must be a whole key, from eyJ to its end.";
    };
  }

  private static String checkedReason(String text, String key) {
    ReasonText.problemWith(text)
        .ifPresent(
            problem -> {
              throw invalidReason(problem + ".");
            });
    if (KeyTextDetector.containsPartOf(text, key)) {
      throw invalidReason("reason must have no part of the key in it: it is stored as it stands.");
    }
    if (text.isEmpty()) {
      return NO_REASON;
    }
    return text;
  }

  private static ApiException invalidReason(String hint) {
    return JsonBody.invalid().hint(hint);
  }

  /** Not the key. */
  @Override
  public String toString() {
    return "RevokeRequest[" + reason + "]";
  }
}
