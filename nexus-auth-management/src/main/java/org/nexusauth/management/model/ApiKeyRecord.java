package org.nexusauth.management.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of an API key. Never holds its text.
 *
 * @param claims what the key says of itself
 * @param label what people say of it
 * @param marks what recognizes it; null from the commit of the record to the signing of the key,
 *     and for good if the key was never shown
 * @param lifecycle what has happened to it
 * @param version counts its changes from 1
 */
public record ApiKeyRecord(
    KeyClaims claims,
    KeyLabel label,
    @Nullable KeyMarks marks,
    KeyLifecycle lifecycle,
    long version) {

  /** Returns the name of the key's plan: of its record, else of its claim; null for neither. */
  public @Nullable String plan() {
    if (label.assignedPlan() != null) {
      return label.assignedPlan();
    }
    return claims.plan();
  }

  /** Returns whether the key is neither expired nor revoked at an instant, by its record. */
  public boolean isValidAt(Instant now) {
    return isAfter(claims.expiresAt(), now) && isAfter(lifecycle.endsAt(), now);
  }

  private static boolean isAfter(@Nullable Instant end, Instant now) {
    return end == null || end.isAfter(now);
  }

  /** Returns what names this record. */
  public KeyRef ref() {
    return claims.ref();
  }
}
