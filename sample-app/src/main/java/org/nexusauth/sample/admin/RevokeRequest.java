package org.nexusauth.sample.admin;

import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.nexusauth.Reason;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.JsonBody;
import org.nexusauth.verify.UnverifiedKey;
import org.nexusauth.verify.Verification.Refused;

/**
 * What an administrator asks for.
 *
 * @param key the key's text, which looks like one
 * @param reason why, in a line without a key in it
 */
record RevokeRequest(String key, String reason) {

  private static final String KEY = "key";
  private static final String REASON = "reason";
  private static final String NO_REASON = "no reason given";
  private static final int MAX_REASON = 200;

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]");

  /** Whoever pastes a key into the reason would have it in the store, in clear. */
  private static final Pattern LIKE_A_KEY =
      Pattern.compile("[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}|eyJ[\\w-]{17,}");

  static RevokeRequest of(InputStream body, TokenSettings tokens) {
    JsonBody json = JsonBody.readSmall(body, KEY, REASON);
    String key = json.text(KEY).orElse("");
    Refused fault = UnverifiedKey.from(List.of(key), tokens).refused();
    if (fault != null) {
      throw JsonBody.invalid().hint(hint(fault.reason()));
    }
    return new RevokeRequest(key, reason(json.text(REASON).orElse("").strip()));
  }

  /** What a copied key lacks, said of the body: the gate's own hints speak of a header. */
  private static String hint(Reason fault) {
    return switch (fault) {
      case KEY_MISSING -> "key must be the text of the key to revoke.";
      case KEY_BEARER_PREFIX -> "key must be the key alone, without \"Bearer\".";
      case KEY_WHITESPACE -> "key must have no blanks and no line breaks in it.";
      case KEY_REPEATED -> "key must be one key.";
      default -> "key must be a whole key, from eyJ to its end.";
    };
  }

  private static String reason(String text) {
    if (text.codePointCount(0, text.length()) > MAX_REASON) {
      throw refused("reason may have 200 characters.");
    }
    if (BREAKS.matcher(text).find()) {
      throw refused("reason must be one line.");
    }
    if (LIKE_A_KEY.matcher(text).find()) {
      throw refused("reason must have no key in it: it is stored as it stands.");
    }
    return text.isEmpty() ? NO_REASON : text;
  }

  private static ApiException refused(String hint) {
    return JsonBody.invalid().hint(hint);
  }

  /** Not the key. */
  @Override
  public String toString() {
    return "RevokeRequest[" + reason + "]";
  }
}
