package org.nexusauth.management.model;

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

  /** Returns what names this record. */
  public KeyRef ref() {
    return claims.ref();
  }
}
