package org.nexusauth.management.apikey.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** SHA-256 of what a request wants, to recognize it when it is sent again. */
public final class RequestDigest {
  private RequestDigest() {}

  /**
   * Returns the digest of the parts of a request, in hexadecimal. Each part has its length before
   * it; null is not an empty text.
   *
   * @param parts texts, numbers and lists of these; the number of parts of a list must be a part of
   *     its own
   */
  public static String digestOf(List<?> parts) {
    MessageDigest digest = newSha256();
    for (Object part : parts) {
      if (part instanceof List<?> texts) {
        texts.forEach(text -> addPart(digest, text));
      } else {
        addPart(digest, part);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addPart(MessageDigest digest, Object part) {
    byte[] bytes = Objects.toString(part, "").getBytes(StandardCharsets.UTF_8);
    int length = part == null ? -1 : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    digest.update(bytes);
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
