package org.nexusauth.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * Assembles a key from any header, payload and signature, for tests of keys that no issuer would
 * issue: duplicate members, broken JSON, invalid UTF-8.
 */
public final class RawKey {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private RawKey() {}

  /**
   * Returns the compact serialization (RFC 7515 §7.1) of the given parts, unchanged.
   *
   * @param header the header, usually JSON
   * @param payload the payload, usually JSON
   * @param signature makes the signature from the signing input, for example {@code
   *     signingKey::sign}; an empty one leaves the third part empty
   */
  public static String serialize(String header, String payload, UnaryOperator<byte[]> signature) {
    return serialize(
        header.getBytes(StandardCharsets.UTF_8),
        payload.getBytes(StandardCharsets.UTF_8),
        signature);
  }

  /**
   * Returns the compact serialization of bytes that need not be UTF-8.
   *
   * @param header the header's bytes
   * @param payload the payload's bytes
   * @param signature makes the signature from the signing input
   */
  public static String serialize(byte[] header, byte[] payload, UnaryOperator<byte[]> signature) {
    String input = BASE64.encodeToString(header) + "." + BASE64.encodeToString(payload);
    byte[] signed = signature.apply(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + BASE64.encodeToString(signed);
  }
}
