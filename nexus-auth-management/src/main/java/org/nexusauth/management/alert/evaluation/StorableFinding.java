package org.nexusauth.management.alert.evaluation;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.revocation.kit.RevocationNormalizer;

/**
 * Makes findings that every store can keep. Ids of keys that were never issued here, and texts of
 * clients, may be anything: one that cannot be kept must not keep the others from being recorded.
 */
final class StorableFinding {
  private static final int MAX_ID = 255;
  private static final int MAX_SENTENCE = 2_000;

  private StorableFinding() {}

  static Finding normalize(Finding finding) {
    AlertSubject subject = finding.subject();
    return new Finding(
        finding.kind(),
        new AlertSubject(
            cleanText(subject.organizationId(), MAX_ID),
            cleanId(subject.integrationId()),
            cleanId(subject.keyId())),
        finding.severity(),
        cleanText(finding.sentence(), MAX_SENTENCE));
  }

  private static @Nullable String cleanId(@Nullable String id) {
    if (id == null) {
      return null;
    }
    return cleanText(id, MAX_ID);
  }

  /** A character that is cut in half is cleaned too. */
  private static String cleanText(String text, int max) {
    if (text.length() <= max) {
      return RevocationNormalizer.cleanText(text);
    }
    return RevocationNormalizer.cleanText(text.substring(0, max));
  }
}
