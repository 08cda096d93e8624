package org.nexusauth.console.page.revocation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.KeyWords;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.usage.store.RequestCounts;

/**
 * What the page of a revocation shows.
 *
 * @param place the key and where it is
 * @param form the values of the form
 * @param errors what is wrong with them
 * @param hour the requests of the last hour; null where there are no figures
 */
public record RevocationView(
    KeyPlace place, RevocationForm form, FormErrors errors, @Nullable RequestCounts hour) {
  private static final Duration RECENT = Duration.ofHours(24);

  /** Returns the key. */
  public ApiKeyView key() {
    return place.key();
  }

  /** Returns the title. */
  public String title() {
    String name = KeyWords.shortName(key().record());
    if (isRevoked()) {
      return "Key %s is revoked".formatted(name);
    }
    return "Revoke key " + name;
  }

  /** Returns whether the key is revoked, by the verdict of the revocation store. */
  public boolean isRevoked() {
    return key().state() == KeyState.REVOKED;
  }

  /** Returns whether the key has expired, so that it is denied anyway. */
  public boolean isExpired() {
    return key().state() == KeyState.EXPIRED;
  }

  /** Returns the revocation of the record; null for none. */
  public @Nullable KeyRevocation revocation() {
    return key().record().lifecycle().revocation();
  }

  /** Returns the revocation to come; null for none. */
  public @Nullable KeyRevocation scheduled(Instant now) {
    KeyRevocation revocation = revocation();
    if (revocation == null || isRevoked() || !revocation.at().isAfter(now)) {
      return null;
    }
    return revocation;
  }

  /** Returns whether others may have the text of the key, so that it needs a replacement. */
  public boolean isLeaked() {
    KeyRevocation revocation = revocation();
    return key().record().lifecycle().exposedAt() != null
        || (revocation != null && revocation.cause() == Cause.LEAKED);
  }

  /** Returns whether requests with the key came in the last day. */
  public boolean isInUse(Instant now) {
    KeyUse use = key().use();
    return use != null && use.lastAt().isAfter(now.minus(RECENT));
  }

  /** Returns the query of the page that generates a key with the settings of this one. */
  public String replacementQuery() {
    return KeyWords.replacementQuery(place.ref());
  }
}
