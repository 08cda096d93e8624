package org.nexusauth.revocation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A subject as stores know it: its kind and the first 128 bits of SHA-256 over its length-prefixed
 * id; for keys with issuer, organization and integration before it, for signing keys with the
 * issuer ({@link SubjectForm}). No text of a caller reaches a store, so no id can act there.
 *
 * @param kind the subject's kind
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record SubjectId(Subject.Kind kind, long high, long low) {

  /** Returns the id of a subject. */
  public static SubjectId of(Subject subject) {
    MessageDigest digest = sha256();
    if (subject.kind().belongsToIssuer()) {
      update(digest, subject.issuer());
    }
    if (subject.kind() == Subject.Kind.KEY) {
      update(digest, subject.organizationId());
      update(digest, subject.integrationId());
    }
    update(digest, subject.id());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new SubjectId(subject.kind(), hash.getLong(), hash.getLong());
  }

  /** A missing text is told from an empty one by its length, -1. */
  private static void update(MessageDigest digest, @Nullable String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
