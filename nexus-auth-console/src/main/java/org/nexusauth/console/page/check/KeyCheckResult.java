package org.nexusauth.console.page.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.page.check.KeyRecordLink.NoRecord;
import org.nexusauth.console.page.check.KeyRecordLink.OtherOrganization;
import org.nexusauth.console.page.check.KeyRecordLink.Recorded;
import org.nexusauth.explain.Explanation;
import org.nexusauth.explain.Explanation.Denial;
import org.nexusauth.explain.Explanation.Outcome;
import org.nexusauth.explain.Explanation.Signature;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.reason.Reason;

/**
 * What was found of a pasted key, in words.
 *
 * @param verdict whether it is accepted
 * @param advice what to do
 * @param denial why it is denied; null if it is not
 * @param steps what was checked
 * @param signed whether the signature is valid, so that what the key says is true
 * @param contents what the key says
 * @param record the key; null where there is no record, or it is not shown
 * @param recordNote why there is none; empty where that needs no word
 */
public record KeyCheckResult(
    Verdict verdict,
    String advice,
    @Nullable Denial denial,
    List<CheckStep> steps,
    boolean signed,
    List<KeyStatement> contents,
    @Nullable ApiKeyView record,
    String recordNote) {
  private static final String ADVICE_IF_ACCEPTED =
      "If a client is denied with it all the same, compare the status and the code of its answer:"
          + " 403 is a permission or a path, 429 a limit, and another 401 another key.";

  /**
   * The verdict.
   *
   * @param text a sentence
   * @param tint the class of its tint: good, warn or bad
   */
  public record Verdict(String text, String tint) {}

  /**
   * A step.
   *
   * @param outcome how it ended, in words
   * @param tint the class of its tint
   * @param text what was found
   */
  public record CheckStep(String outcome, String tint, String text) {}

  static KeyCheckResult of(Explanation explanation, KeyRecordLink link) {
    Denial denial = explanation.denial();
    return new KeyCheckResult(
        describeVerdict(denial, link),
        advise(denial, link),
        denial,
        explanation.steps().stream().map(step -> describeStep(step, denial)).toList(),
        explanation.signature() == Signature.GOOD,
        KeyStatement.listOf(explanation.contents()),
        link instanceof Recorded recorded ? recorded.key() : null,
        link instanceof NoRecord none ? none.reason() : "");
  }

  private static Verdict describeVerdict(@Nullable Denial denial, KeyRecordLink link) {
    if (denial == null && link instanceof OtherOrganization) {
      return new Verdict("This key is genuine, of an organization that you do not see.", "warn");
    }
    if (denial == null) {
      return new Verdict("This key is accepted.", "good");
    }
    return new Verdict("This key is denied: " + describeReason(denial.reason()) + '.', "bad");
  }

  private static String describeReason(Reason reason) {
    return switch (reason) {
      case KEY_MISSING -> "there is none";
      case KEY_REPEATED -> "there are several";
      case KEY_BEARER_PREFIX -> "the word Bearer stands before it";
      case KEY_WHITESPACE -> "there is whitespace in it";
      case KEY_TOO_LONG -> "it is longer than any key";
      case KEY_MALFORMED -> "it does not have the form of a key";
      case KEY_INVALID -> "it is not one that this application trusts";
      case KEY_EXPIRED -> "it has expired";
      case KEY_NOT_YET_VALID -> "it is not valid yet";
      case KEY_REVOKED -> "it was revoked";
      case INTEGRATION_DISABLED -> "its integration is disabled";
      case AGENT_RESTRICTED -> "its agent is restricted";
      case PERMISSION_MISSING, ACCESS_DENIED -> "it may not do this";
      case RATE_LIMITED -> "it has used up a limit of its plan";
      case TOO_MANY_FAILURES -> "too many invalid keys were sent";
      case STATUS_UNAVAILABLE -> "whether it was revoked is not known at present";
    };
  }

  private static String advise(@Nullable Denial denial, KeyRecordLink link) {
    if (denial == null && link instanceof OtherOrganization) {
      return "Whether it was revoked is shown to those who see its organization, and to admins. If"
          + " you found this key, report it to them.";
    }
    if (denial == null && link instanceof Recorded recorded) {
      return advise(recorded.key().state());
    }
    if (denial == null) {
      return ADVICE_IF_ACCEPTED;
    }
    return advise(denial);
  }

  private static String advise(KeyState state) {
    return switch (state) {
      case RETIRING -> "It was rotated and is to end: set the new key in the client before.";
      case EXPIRING -> "It expires soon: rotate it in time.";
      default -> ADVICE_IF_ACCEPTED;
    };
  }

  private static String advise(Denial denial) {
    return switch (denial.reason()) {
      case KEY_REVOKED -> "A revocation is permanent: generate a new key and set it in the client.";
      case KEY_EXPIRED -> "Generate a new key and set it in the client.";
      case INTEGRATION_DISABLED -> "Enable its integration, if its keys are to work again.";
      case AGENT_RESTRICTED -> "Have an admin lift the restriction of its agent.";
      case STATUS_UNAVAILABLE ->
          "Check that this node reaches the revocation store; until then it denies every key.";
      default -> capitalize(denial.whatToDo()) + '.';
    };
  }

  private static CheckStep describeStep(Explanation.Step step, @Nullable Denial denial) {
    if (step.outcome() == Outcome.DENIED && denial != null) {
      return new CheckStep("Denied", "bad", capitalize(denial.detail()));
    }
    String text = capitalize(step.text());
    if (step.outcome() == Outcome.NOT_CHECKED) {
      return new CheckStep("Not checked", "warn", text);
    }
    return new CheckStep("Passed", "good", text);
  }

  private static String capitalize(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
