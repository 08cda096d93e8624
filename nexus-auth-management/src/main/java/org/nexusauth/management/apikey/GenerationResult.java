package org.nexusauth.management.apikey;

import org.nexusauth.keys.IssuedKey;
import org.nexusauth.management.model.ApiKeyRecord;

/** The result of a request for a new key. */
public sealed interface GenerationResult {
  /** Returns the record of the new key. */
  ApiKeyRecord record();

  /**
   * The key was made. Its text is there this once.
   *
   * @param record its record
   * @param key the key
   */
  record Generated(ApiKeyRecord record, IssuedKey key) implements GenerationResult {}

  /**
   * The same request has made the key before; its text is not shown again.
   *
   * @param record its record
   */
  record AlreadyGenerated(ApiKeyRecord record) implements GenerationResult {}
}
