package org.nexusauth.console.page.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.KeyWords;
import org.nexusauth.console.page.Times;
import org.nexusauth.console.page.rotation.RotationForm.GraceChoice;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.RotationObstacle;
import org.nexusauth.management.model.KeyClaims;

/**
 * What the page that starts a rotation shows.
 *
 * @param place the key and where it is
 * @param form the values of the form
 * @param errors what is wrong with them
 * @param terms what a new key can have now
 */
public record RotationStartView(
    KeyPlace place, RotationForm form, FormErrors errors, NewKeyTerms terms) {

  /**
   * What a new key can have now.
   *
   * @param longest the longest lifetime that it may have
   * @param signingObstacle why none can be signed, and what to do, sentences; empty if one can
   * @param now when the page is shown
   */
  public record NewKeyTerms(Duration longest, Optional<String> signingObstacle, Instant now) {}

  /** Returns the key. */
  public ApiKeyView key() {
    return place.key();
  }

  /** Returns why the key cannot be rotated; empty if it can. */
  public Optional<RotationObstacle> obstacle() {
    return RotationObstacle.find(key());
  }

  /** Returns the graces that can be chosen. */
  public List<GraceChoice> graces() {
    return RotationForm.GRACES;
  }

  /** Returns the earliest date of the deadline. */
  public String earliestDeadline() {
    return RotationForm.earliestDeadline(terms.now()).toString();
  }

  /** Returns the latest date of the deadline. */
  public String latestDeadline() {
    return RotationForm.latestDeadline(terms.now()).toString();
  }

  /** Returns how long the new key will be valid, for example {@code 365 days}. */
  public String lifetime() {
    KeyClaims claims = key().record().claims();
    if (claims.issuedAt() == null || claims.expiresAt() == null) {
      return "not known";
    }
    Duration old = Duration.between(claims.issuedAt(), claims.expiresAt());
    if (old.compareTo(terms.longest()) > 0) {
      return Times.describeDuration(terms.longest()) + ", the longest that is allowed now";
    }
    return Times.describeDuration(old) + " from now, as the old one had";
  }

  /** Returns the query of the page that generates a key with the settings of this one. */
  public String replacementQuery() {
    return KeyWords.replacementQuery(place.ref());
  }
}
