package org.nexusauth.attack;

/**
 * One way to make something else of a genuine key.
 *
 * @param isVerified whether most of what comes out has a signature that is verified, which takes
 *     milliseconds for some algorithms
 */
record Kind(String name, boolean isVerified, Change change) {

  /** Makes a text of a key; with the same dice the same. */
  interface Change {
    String of(GoodKey key, Dice dice);
  }

  static Kind verified(String name, Change change) {
    return new Kind(name, true, change);
  }

  static Kind unverified(String name, Change change) {
    return new Kind(name, false, change);
  }
}
