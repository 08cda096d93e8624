package org.nexusauth.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.explain.Explanation.Contents;
import org.nexusauth.cli.explain.Explanation.Denial;
import org.nexusauth.cli.explain.Explanation.Outcome;
import org.nexusauth.cli.explain.Explanation.Signature;
import org.nexusauth.cli.explain.Explanation.Step;
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

  ExplanationBuilder withContents(Contents contents) {
    this.contents = contents;
    return this;
  }

  ExplanationBuilder withSignature(Signature signature) {
    this.signature = signature;
    return this;
  }

  ExplanationBuilder addPassed(String text) {
    steps.add(new Step(Outcome.OK, text));
    return this;
  }

  ExplanationBuilder addNotChecked(String text) {
    steps.add(new Step(Outcome.NOT_CHECKED, text));
    return this;
  }

  Explanation buildDenied(KeyDenied invalid) {
    return buildDenied(
        invalid.reason(),
        invalid.detail(),
        Remedies.forSignatureForm(invalid)
            .orElseGet(() -> findRemedy(invalid.reason(), invalid.step())));
  }

  Explanation buildDenied(Denied denied) {
    return buildDenied(
        denied.reason(),
        denied.detail(),
        findRemedy(denied.reason(), VerificationResult.Step.TIME));
  }

  private String findRemedy(Reason reason, VerificationResult.Step step) {
    return Optional.of(reason)
        .filter(any -> token.expectsBearer())
        .flatMap(Remedies::forBearerScheme)
        .orElseGet(() -> Remedies.forReason(reason, step, value));
  }

  private Explanation buildDenied(Reason reason, String detail, String whatToDo) {
    steps.add(new Step(Outcome.DENIED, reason.code() + ": " + detail));
    Denial denial = new Denial(reason, detail, whatToDo);
    return new Explanation(List.copyOf(steps), denial, signature, contents);
  }

  Explanation buildPassed() {
    return new Explanation(List.copyOf(steps), null, signature, contents);
  }
}
