package org.nexusauth.cli;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/** Revocations in one line for a person. */
final class RevocationFormat {

  private RevocationFormat() {}

  static String of(Revocation revocation) {
    return of(revocation.subject())
        + terms(revocation.effectiveAt(), revocation.issuedBefore(), revocation.reason());
  }

  static String of(Subject subject) {
    return subject.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + " "
        + TerminalText.of(subject.id())
        + owner(" of ", subject.issuer())
        + owner(", organization ", subject.organizationId())
        + owner(", integration ", subject.integrationId());
  }

  private static String owner(String before, @Nullable String name) {
    return name == null ? "" : before + TerminalText.of(name);
  }

  static String terms(Instant from, @Nullable Instant issuedBefore, String reason) {
    return ", from "
        + from
        + (issuedBefore == null ? "" : ", issued before " + issuedBefore)
        + ": "
        + TerminalText.of(reason);
  }
}
