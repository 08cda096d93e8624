package org.nexusauth.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.explain.Explanation.Contents;
import org.nexusauth.explain.Explanation.Denial;
import org.nexusauth.explain.Explanation.Outcome;
import org.nexusauth.explain.Explanation.Signature;
import org.nexusauth.explain.Explanation.Step;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.GenuineKey;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerifiedApiKey;

/** Gathers the steps of an {@link Explanation}. Not thread-safe. */
public final class ExplanationBuilder {

  private final String value;
  private final TokenSettings token;
  private final List<Step> steps = new ArrayList<>();
  private Signature signature = Signature.NOT_CHECKED;
  private @Nullable Contents contents;
  private @Nullable GenuineKey genuineKey;

  /** About the value that a client would send in the header of these settings. */
  ExplanationBuilder(String value, TokenSettings token) {
    this.value = value;
    this.token = token;
  }

  ExplanationBuilder withContents(Contents decoded) {
    this.contents = decoded;
    return this;
  }

  ExplanationBuilder withSignature(Signature result) {
    this.signature = result;
    return this;
  }

  ExplanationBuilder withGenuineKey(@Nullable VerifiedApiKey key) {
    this.genuineKey = key == null ? null : GenuineKey.of(key);
    return this;
  }

  /** Adds a check that the key passes. */
  public ExplanationBuilder addPassed(String text) {
    steps.add(new Step(Outcome.OK, text));
    return this;
  }

  /** Adds what was not checked, and why. */
  public ExplanationBuilder addNotChecked(String text) {
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

  /** Returns the explanation of a key that this check denies. */
  public Explanation buildDenied(Denied denied) {
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
    return new Explanation(steps, denial, signature, contents, genuineKey);
  }

  /** Returns the explanation of a key that no check denies. */
  public Explanation buildPassed() {
    return new Explanation(steps, null, signature, contents, genuineKey);
  }
}
