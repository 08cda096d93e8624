package org.nexusauth.usage;

import java.time.Instant;
import java.util.List;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.event.AnswerEvent;
import org.nexusauth.event.AnswerEvent.Answered;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.verify.Verifiers;

/** Keys, and answers to them. */
final class UsedKeys {
  private static final Signer SIGNER = Signer.of("HS256");

  private static final ApiKeyVerifier VERIFIER = Verifiers.trusting(SIGNER);

  private UsedKeys() {}

  static VerifiedApiKey key(String id) {
    return Verifiers.verified(VERIFIER, KeyMaker.of(SIGNER).claim("jti", id).text());
  }

  static AnswerEvent answer(VerifiedApiKey key, Instant at, int status) {
    return event(key, at, new Answered(new Granted(key), status, "/orders/{id}"), "203.0.113.7");
  }

  static AnswerEvent denial(VerifiedApiKey key, Instant at, Reason reason) {
    Decision denied = new Denied(reason, "because").withKey(key);
    return event(key, at, new Answered(denied, reason.status(), "/orders/{id}"), "203.0.113.7");
  }

  static AnswerEvent event(VerifiedApiKey key, Instant at, Answered answered, String address) {
    GateRequest request =
        new GateRequest(List.of(), "GET", "/orders/1", address, "request-1", "1.4.0");
    return AnswerEvent.of(at, key, request, answered);
  }
}
