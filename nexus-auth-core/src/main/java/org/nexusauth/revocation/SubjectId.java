package org.nexusauth.revocation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A subject as stores know it: its kind and the first 128 bits of SHA-256 over its length-prefixed
 * id; for keys with issuer, organization and integration before it, for signing keys with the
 * issuer ({@code SubjectIdVersion} of the kit). Stores never see the id itself, so an id cannot
 * inject anything.
 *
 * @param kind the subject's kind
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record SubjectId(Subject.Kind kind, long high, long low) {

  /** Returns the id of a subject. */
  public static SubjectId of(Subject subject) {
    MessageDigest digest = newSha256();
    if (subject.kind().belongsToIssuer()) {
      addText(digest, subject.issuer());
    }
    if (subject.kind() == Subject.Kind.KEY) {
      addText(digest, subject.organizationId());
      addText(digest, subject.integrationId());
    }
    addText(digest, subject.id());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new SubjectId(subject.kind(), hash.getLong(), hash.getLong());
  }

  /** Null has the length -1, so that it differs from an empty text. */
  private static void addText(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      addLength(digest, -1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    addLength(digest, bytes.length);
    digest.update(bytes);
  }

  private static void addLength(MessageDigest digest, int length) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
