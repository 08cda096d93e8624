package org.nexusauth.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What recognizes a key and does not lead back to its text. */
public final class KeyFingerprint {

  private static final int BYTES = 6;
  private static final int LAST_CHARACTERS = 4;

  private KeyFingerprint() {}

  /** Returns the last four characters, by which a person recognizes a key. */
  public static String lastFourOf(String text) {
    return text.substring(text.length() - LAST_CHARACTERS);
  }

  /** Returns the start of the SHA-256 of a key's text, as {@code sha256:91af…}. */
  public static String fingerprintOf(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
