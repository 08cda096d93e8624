package org.nexusauth.management.apikey;

import java.util.Optional;
import org.nexusauth.management.model.KeyClaims;

/** Reads the text of a key that someone pastes or reports. Thread-safe. */
@FunctionalInterface
public interface KeyTextReader {
  /**
   * Returns the claims of a genuine key by its signature, also when it has expired or is revoked;
   * empty for every other text.
   *
   * @param text the key, with or without the prefix
   */
  Optional<KeyClaims> readGenuineKey(String text);
}
