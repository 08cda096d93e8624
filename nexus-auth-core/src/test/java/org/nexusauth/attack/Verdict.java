package org.nexusauth.attack;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerifiedApiKey;

/** Compares what the gate said with what it had to say. */
final class Verdict {
  private Verdict() {}

  /** Returns what is wrong, or null. */
  static @Nullable String wrong(Oracle.Expected expected, Decision decision) {
    Reason reason = decision instanceof Denied denied ? denied.reason() : null;
    if (reason != expected.reason()) {
      return "expected " + word(expected.reason()) + ", got " + word(reason);
    }
    VerifiedApiKey key =
        decision instanceof Denied denied ? denied.key() : ((Granted) decision).key();
    if (expected.genuine() == null) {
      return key == null ? null : "a key in the refusal of a text that is none";
    }
    return key == null || isThatOf(expected.genuine(), key) ? null : "another key's claims";
  }

  private static boolean isThatOf(GoodKey genuine, VerifiedApiKey key) {
    return text(genuine, "integrationId").equals(key.integrationId())
        && Objects.equals(key.signingKeyId().orElse(""), genuine.signer().keyId())
        && (text(genuine, "jti").isEmpty()
            ? key.keyId().equals(DerivedId.of(genuine.input()))
            : key.keyId().equals(text(genuine, "jti")));
  }

  private static String text(GoodKey key, String claim) {
    return key.claims().members().stream()
        .filter(member -> member.name().equals(claim))
        .map(member -> member.value().replace("\"", ""))
        .findFirst()
        .orElse("");
  }

  private static String word(@Nullable Reason reason) {
    return reason == null ? "a grant" : reason.code();
  }
}
