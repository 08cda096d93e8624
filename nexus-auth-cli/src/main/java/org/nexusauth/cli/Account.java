package org.nexusauth.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.Decision.Denied;
import org.nexusauth.Reason;
import org.nexusauth.cli.Explanation.Contents;
import org.nexusauth.cli.Explanation.Outcome;
import org.nexusauth.cli.Explanation.Refusal;
import org.nexusauth.cli.Explanation.Signature;
import org.nexusauth.cli.Explanation.Step;
import org.nexusauth.verify.Verification;
import org.nexusauth.verify.Verification.Refused;

/** Gathers the steps of an {@link Explanation}. */
final class Account {

  private final String value;
  private final List<Step> steps = new ArrayList<>();
  private Signature signature = Signature.NOT_CHECKED;
  private @Nullable Contents contents;

  /** About the value that a client would send. */
  Account(String value) {
    this.value = value;
  }

  Account contents(Contents contents) {
    this.contents = contents;
    return this;
  }

  Account signature(Signature signature) {
    this.signature = signature;
    return this;
  }

  Account ok(String text) {
    steps.add(new Step(Outcome.OK, text));
    return this;
  }

  Account notChecked(String text) {
    steps.add(new Step(Outcome.NOT_CHECKED, text));
    return this;
  }

  Explanation refused(Refused refused) {
    return refused(
        refused.reason(), refused.detail(), Advice.on(refused.reason(), refused.step(), value));
  }

  Explanation refused(Denied denied) {
    return refused(
        denied.reason(),
        denied.detail(),
        Advice.on(denied.reason(), Verification.Step.TIME, value));
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
