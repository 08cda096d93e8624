package org.nexusauth.jwk;

import java.io.IOException;
import java.util.Optional;

/**
 * A place that verification keys are read from, at the start and each time {@code
 * nexus.auth.verify.keys.refresh} has passed. Used by one thread at a time.
 */
public interface VerificationKeySource extends AutoCloseable {

  /**
   * Returns the keys that are there now, as a JWK set: keys that are gone from it are trusted no
   * longer.
   *
   * @return empty if there is no key: at the start that is an error, later no key is trusted
   * @throws IOException when they cannot be read now; the last ones stay trusted. The message says
   *     why and holds no secret
   */
  Optional<String> readKeys() throws IOException;

  /** Returns how to make the first key, for the error of a start without one. */
  String firstKeyAdvice();

  /** Releases what the source holds; nothing is read afterwards. */
  @Override
  void close();
}
