package org.nexusauth.jwk;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Set;

/** Rejects shared secrets that can be guessed (RFC 7518 §3.2, RFC 8725 §3.5). */
final class SecretStrengthCheck {
  private static final int MIN_DISTINCT_BYTES = 8;
  private static final int MIN_REPEATED = 12;

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

  static void requireStrong(byte[] secret, String algorithm) throws UnusableKeyException {
    int min = JwsAlgorithms.minSecretLength(algorithm);
    if (secret.length < min) {
      throw new UnusableKeyException(
          "a secret has %s bytes; %s needs %s at least".formatted(secret.length, algorithm, min));
    }
    byte[] folded = toLowerCase(secret);
    if (distinctBytes(folded) < MIN_DISTINCT_BYTES
        || isRepetition(folded)
        || isSequence(folded)
        || hasWord(folded)) {
      throw new UnusableKeyException("a secret is not random; make one with a generator");
    }
  }

  /** Returns the bytes with ASCII capital letters in lower case. */
  private static byte[] toLowerCase(byte[] secret) {
    byte[] folded = secret.clone();
    for (int i = 0; i < folded.length; i++) {
      if (folded[i] >= 'A' && folded[i] <= 'Z') {
        folded[i] = (byte) (folded[i] + ('a' - 'A'));
      }
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
  private static boolean isRepetition(byte[] secret) {
    for (int period = 1; period <= secret.length - MIN_REPEATED; period++) {
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
  private static boolean isSequence(byte[] secret) {
    int same = 0;
    for (int i = 2; i < secret.length; i++) {
      if ((byte) (secret[i] - secret[i - 1]) == (byte) (secret[i - 1] - secret[i - 2])) {
        same++;
      }
    }
    return same > secret.length / 2;
  }

  private static boolean hasWord(byte[] secret) {
    String text = new String(secret, StandardCharsets.ISO_8859_1);
    return WORDS.stream().anyMatch(text::contains);
  }
}
