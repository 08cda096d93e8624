package org.nexusauth.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.Explanation.Contents;
import org.nexusauth.cli.Explanation.Outcome;
import org.nexusauth.cli.Explanation.Refusal;
import org.nexusauth.cli.Explanation.Signature;
import org.nexusauth.cli.Explanation.Step;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.VerificationResult.KeyDenied;

/** Gathers the steps of an {@link Explanation}. */
final class ExplanationBuilder {

  private final String value;
  private final TokenSettings token;
  private final List<Step> steps = new ArrayList<>();
  private Signature signature = Signature.NOT_CHECKED;
  private @Nullable Contents contents;

  /** About the value that a client would send in the header of these settings. */
  ExplanationBuilder(String value, TokenSettings token) {
    this.value = value;
    this.token = token;
  }

  ExplanationBuilder contents(Contents contents) {
    this.contents = contents;
    return this;
  }

  ExplanationBuilder signature(Signature signature) {
    this.signature = signature;
    return this;
  }

  ExplanationBuilder ok(String text) {
    steps.add(new Step(Outcome.OK, text));
    return this;
  }

  ExplanationBuilder notChecked(String text) {
    steps.add(new Step(Outcome.NOT_CHECKED, text));
    return this;
  }

  Explanation refused(KeyDenied refused) {
    return refused(
        refused.reason(),
        refused.detail(),
        Remedies.onForm(refused).orElseGet(() -> advice(refused.reason(), refused.step())));
  }

  Explanation refused(Denied denied) {
    return refused(
        denied.reason(), denied.detail(), advice(denied.reason(), VerificationResult.Step.TIME));
  }

  private String advice(Reason reason, VerificationResult.Step step) {
    return token.expectsBearer()
        ? BearerAdvice.on(reason).orElseGet(() -> Remedies.on(reason, step, value))
        : Remedies.on(reason, step, value);
  }

  private Explanation refused(Reason reason, String detail, String whatToDo) {
    steps.add(new Step(Outcome.REFUSED, reason.code() + ": " + detail));
    Refusal refusal = new Refusal(reason, detail, whatToDo);
    return new Explanation(List.copyOf(steps), refusal, signature, contents);
  }

  Explanation passed() {
    return new Explanation(List.copyOf(steps), null, signature, contents);
  }
}
