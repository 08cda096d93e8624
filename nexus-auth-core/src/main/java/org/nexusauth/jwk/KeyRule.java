package org.nexusauth.jwk;

import java.security.Key;

/** Decides whether a key may be trusted for an algorithm: in production {@link KeyStrength}. */
@FunctionalInterface
public interface KeyRule {
  void require(String algorithm, Key key) throws BadKeysException;
}
