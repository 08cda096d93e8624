package org.nexusauth.jwk;

import java.security.Key;

/** The check of keys' strength for tests of other packages. */
public final class KeyStrengths {
  private KeyStrengths() {}

  /** Checks all but whether the key was published: known answers of RFCs are of such keys. */
  public static void requireStrong(String algorithm, Key key) throws UnusableKeyException {
    KeyStrengthCheck.requireStrong(algorithm, key);
  }
}
