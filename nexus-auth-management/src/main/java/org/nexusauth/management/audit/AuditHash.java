package org.nexusauth.management.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.AuditEvent;

/**
 * The hash of an event: SHA-256 over the previous event's hash and all fields, each with its length
 * before it, so that no two events have the same input.
 */
final class AuditHash {
  private final MessageDigest digest = newSha256();

  private AuditHash() {}

  /** Returns the hash that an event must have; its own one is not read. */
  static String hashOf(AuditEvent event, String previousHash) {
    AuditHash hash = new AuditHash();
    hash.addText(previousHash);
    hash.addNumber(event.sequence());
    Instant at = event.at();
    hash.addNumber(at.getEpochSecond());
    hash.addNumber(at.getNano());
    hash.addText(event.actor().name());
    hash.addText(event.actor().role());
    hash.addText(event.actor().requestId());
    hash.addText(event.actor().address());
    hash.addText(event.organizationId());
    hash.addText(event.action());
    hash.addText(event.subjectKind());
    hash.addText(event.subjectId());
    hash.addFields(event.before());
    hash.addFields(event.after());
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void addFields(Map<String, String> fields) {
    addNumber(fields.size());
    fields.forEach(
        (name, value) -> {
          addText(name);
          addText(value);
        });
  }

  /** Null has the length -1, so that it differs from an empty text. */
  private void addText(@Nullable String text) {
    if (text == null) {
      addNumber(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    addNumber(bytes.length);
    digest.update(bytes);
  }

  private void addNumber(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
