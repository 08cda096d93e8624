package org.nexusauth.console.page.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.KeyWords;
import org.nexusauth.console.page.Times;
import org.nexusauth.console.page.rotation.RotationForm.GraceChoice;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.RotationObstacle;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyRef;

/**
 * What the page that starts a rotation shows.
 *
 * @param key the key
 * @param form the values of the form
 * @param errors what is wrong with them
 * @param longest the longest lifetime that a new key may have
 * @param now when it is shown
 */
public record RotationStartView(
    ApiKeyView key, RotationForm form, FormErrors errors, Duration longest, Instant now) {

  /** Returns the ids of the key. */
  public KeyRef ref() {
    return key.record().ref();
  }

  /** Returns why the key cannot be rotated; empty if it can. */
  public Optional<RotationObstacle> obstacle() {
    return RotationObstacle.find(key);
  }

  /** Returns the graces that can be chosen. */
  public List<GraceChoice> graces() {
    return RotationForm.GRACES;
  }

  /** Returns the earliest date of the deadline. */
  public String earliestDeadline() {
    return RotationForm.earliestDeadline(now).toString();
  }

  /** Returns the latest date of the deadline. */
  public String latestDeadline() {
    return RotationForm.latestDeadline(now).toString();
  }

  /** Returns how long the new key will be valid, for example {@code 365 days}. */
  public String lifetime() {
    KeyClaims claims = key.record().claims();
    if (claims.issuedAt() == null || claims.expiresAt() == null) {
      return "not known";
    }
    Duration old = Duration.between(claims.issuedAt(), claims.expiresAt());
    if (old.compareTo(longest) > 0) {
      return Times.describeDuration(longest) + ", the longest that is allowed now";
    }
    return Times.describeDuration(old) + " from now, as the old one had";
  }

  /** Returns the query of the page that generates a key with the settings of this one. */
  public String replacementQuery() {
    return KeyWords.replacementQuery(ref());
  }
}
