package org.nexusauth.jwk.internal;

import java.security.Key;
import org.nexusauth.jwk.KeyStrengthCheck;
import org.nexusauth.jwk.UnusableKeyException;

/**
 * Decides whether a key may be trusted for an algorithm: in production {@link KeyStrengthCheck}.
 */
@FunctionalInterface
interface KeyPolicy {
  void require(String algorithm, Key key) throws UnusableKeyException;
}
