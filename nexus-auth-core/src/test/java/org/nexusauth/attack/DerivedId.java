package org.nexusauth.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The id of a key without {@code jti}: of what is signed, never of the signature. */
final class DerivedId {
  private DerivedId() {}

  static String of(String input) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(input.getBytes(US_ASCII));
      return HexFormat.of().formatHex(hash).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
