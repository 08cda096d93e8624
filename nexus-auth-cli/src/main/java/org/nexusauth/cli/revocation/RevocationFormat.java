package org.nexusauth.cli.revocation;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.TerminalText;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.Subject;

/** Formats revocations in one line for a person. */
final class RevocationFormat {

  private RevocationFormat() {}

  static String formatRevocation(Revocation revocation) {
    return formatSubject(revocation.subject())
        + formatTerms(revocation.effectiveAt(), revocation.issuedBefore(), revocation.reason());
  }

  static String formatSubject(Subject subject) {
    return subject.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + " "
        + TerminalText.escapeHidden(subject.id())
        + formatOwner(" of ", subject.issuer())
        + formatOwner(", organization ", subject.organizationId())
        + formatOwner(", integration ", subject.integrationId());
  }

  private static String formatOwner(String before, @Nullable String name) {
    if (name == null) {
      return "";
    }
    return before + TerminalText.escapeHidden(name);
  }

  static String formatTerms(Instant from, @Nullable Instant issuedBefore, String reason) {
    return ", from "
        + from
        + Optional.ofNullable(issuedBefore).map(time -> ", issued before " + time).orElse("")
        + ": "
        + formatReason(reason);
  }

  private static String formatReason(String reason) {
    return RotationNotice.find(reason)
        .map(notice -> "replaced in a rotation that started " + notice.startedAt())
        .orElseGet(() -> TerminalText.escapeHidden(reason));
  }
}
