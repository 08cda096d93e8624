package org.nexusauth;

import org.nexusauth.decision.Decision;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

/** A good key that some thread revokes while others use it. Thread-safe. */
final class RevocableKey {
  private final String id;
  private final String integration;
  private final String text;
  private volatile boolean begun;
  private volatile boolean done;

  RevocableKey(Signer signer, int number) {
    this.id = "key_" + number;
    this.integration = "int_" + number;
    this.text = KeyMaker.of(signer).claim("jti", id).claim("integrationId", integration).text();
  }

  void revokeAt(RevocationWriter store) {
    begun = true;
    store.revoke(
        new Revocation(
            Subject.key(null, "org_1", integration, id), TestClock.NOW, null, null, "leaked"));
    done = true;
  }

  /** Decides once and returns what was wrong with the answer; null when nothing was. */
  String problem(ApiKeyGate gate) {
    boolean mustBeRefused = done;
    Decision decision = Gates.decide(gate, text);
    boolean mustBeGranted = !begun;
    if (decision instanceof Decision.Granted granted) {
      boolean own = integration.equals(granted.key().integrationId());
      return own && !mustBeRefused ? null : id + " granted as " + granted.key();
    }
    Reason reason = ((Decision.Denied) decision).reason();
    return reason == Reason.KEY_REVOKED && !mustBeGranted ? null : id + " denied as " + reason;
  }
}
