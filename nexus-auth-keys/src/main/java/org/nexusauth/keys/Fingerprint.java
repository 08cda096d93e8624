package org.nexusauth.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for a secret text that does not lead back to it. */
final class Fingerprint {

  private static final int BYTES = 6;
  private static final int LAST_CHARACTERS = 4;

  private Fingerprint() {}

  /** Returns the last four characters, by which a person recognizes a key. */
  static String lastFourOf(String text) {
    return text.substring(text.length() - LAST_CHARACTERS);
  }

  static String fingerprintOf(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
