package org.nexusauth.jwk;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Set;

/** Refuses shared secrets that can be guessed (RFC 7518 §3.2, RFC 8725 §3.5). */
final class SecretStrengthCheck {
  private static final int LEAST_DISTINCT_BYTES = 8;
  private static final int LEAST_REPEATED = 12;

  /** What people write and generators do not. */
  private static final Set<String> WORDS =
      Set.of(
          "secret",
          "password",
          "passw0rd",
          "passphrase",
          "qwerty",
          "changeme",
          "change-me",
          "change_me",
          "changeit",
          "example",
          "default",
          "letmein",
          "signing",
          "please");

  private SecretStrengthCheck() {}

  static void require(byte[] secret, String algorithm) throws UnusableKeyException {
    int least = JwsAlgorithms.leastSecretLength(algorithm);
    if (secret.length < least) {
      throw new UnusableKeyException(
          "a secret has %s bytes; %s needs %s at least".formatted(secret.length, algorithm, least));
    }
    byte[] folded = small(secret);
    if (distinctBytes(folded) < LEAST_DISTINCT_BYTES
        || repeats(folded)
        || counts(folded)
        || hasWord(folded)) {
      throw new UnusableKeyException("a secret is not random; make one with a generator");
    }
  }

  /** Returns the bytes with small letters for capital ones, as they would be in ASCII. */
  private static byte[] small(byte[] secret) {
    byte[] folded = secret.clone();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = (byte) (folded[i] >= 'A' && folded[i] <= 'Z' ? folded[i] + 32 : folded[i]);
    }
    return folded;
  }

  private static int distinctBytes(byte[] secret) {
    BitSet distinct = new BitSet();
    for (byte b : secret) {
      distinct.set(b & 0xff);
    }
    return distinct.cardinality();
  }

  /** Returns whether it is one piece over and over, as {@code secret1secret1secret1}. */
  private static boolean repeats(byte[] secret) {
    for (int period = 1; period <= secret.length - LEAST_REPEATED; period++) {
      int i = period;
      while (i < secret.length && secret[i] == secret[i - period]) {
        i++;
      }
      if (i == secret.length) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether most bytes differ from the last one as that from its own, as 0, 1, 2, 3. */
  private static boolean counts(byte[] secret) {
    int same = 0;
    for (int i = 2; i < secret.length; i++) {
      boolean goesOn = (byte) (secret[i] - secret[i - 1]) == (byte) (secret[i - 1] - secret[i - 2]);
      same += goesOn ? 1 : 0;
    }
    return same > secret.length / 2;
  }

  private static boolean hasWord(byte[] secret) {
    String text = new String(secret, StandardCharsets.ISO_8859_1);
    return WORDS.stream().anyMatch(text::contains);
  }
}
