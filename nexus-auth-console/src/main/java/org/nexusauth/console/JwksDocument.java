package org.nexusauth.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The published verification keys, and what caches need. Immutable. */
final class JwksDocument {
  private static final int TAG_BYTES = 16;

  private final byte[] body;
  private final String entityTag;
  private final Duration maxAge;

  JwksDocument(String text, Duration maxAge) {
    this.body = text.getBytes(StandardCharsets.UTF_8);
    this.entityTag = '"' + hashOf(body) + '"';
    this.maxAge = maxAge;
  }

  private static String hashOf(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  byte[] body() {
    return body.clone();
  }

  /** Returns the strong entity tag, with its quotation marks: the same for the same keys. */
  String entityTag() {
    return entityTag;
  }

  Duration maxAge() {
    return maxAge;
  }

  /**
   * Returns whether the values of {@code If-None-Match} name this document (RFC 9110 §13.1.2, weak
   * comparison). Our tags hold no comma, so a value can be split at commas.
   */
  boolean isAmong(List<String> conditions) {
    return conditions.stream()
        .flatMap(condition -> Arrays.stream(condition.split(",")))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag) || tag.equals("W/" + entityTag));
  }
}
