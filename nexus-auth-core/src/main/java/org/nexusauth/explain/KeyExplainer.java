package org.nexusauth.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nexusauth.config.GateSettings;
import org.nexusauth.explain.Explanation.Contents;
import org.nexusauth.explain.Explanation.Signature;
import org.nexusauth.verify.UnverifiedKey;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Verified;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Describes in steps what the verifier of a gate decides about the value of a key's header. Keeps
 * nothing of the value. Immutable.
 */
public final class KeyExplainer {

  private final GateSettings settings;

  /** Explains what is checked of a key whose signature, claims and lifetime are valid. */
  @FunctionalInterface
  public interface FurtherChecks {
    /**
     * Adds the steps of these checks.
     *
     * @return the whole explanation, of the builder
     */
    Explanation explainKey(VerifiedApiKey key, ExplanationBuilder steps);
  }

  /** Returns the explainer of a gate with these settings. */
  public KeyExplainer(GateSettings settings) {
    this.settings = settings;
  }

  /**
   * Explains a value without verification keys: its form, and what would be wrong with it if its
   * signature were valid.
   *
   * @param advice what a person can do to have the signature checked, without a full stop
   */
  public Explanation explainUnverified(String value, Instant now, String advice) {
    return explainParsed(
        value,
        (key, builder) -> {
          builder.addNotChecked("signature not checked: " + advice);
          Optional<KeyDenied> fault = key.findFault(settings.claims(), now);
          if (fault.isPresent()) {
            return builder.buildDenied(fault.get());
          }
          return builder.addNotChecked("no other fault, if the key is genuine").buildPassed();
        });
  }

  /**
   * Explains a value.
   *
   * @param verifier verifies the value of the key's header by these settings
   * @param checks explains what follows
   */
  public Explanation explain(
      String value, Function<List<String>, VerificationResult> verifier, FurtherChecks checks) {
    return explainParsed(
        value,
        (key, builder) ->
            explainVerification(builder, key, verifier.apply(List.of(value)), checks));
  }

  /** Explains a value that has the form of a key. */
  @FunctionalInterface
  private interface ParsedKeyExplainer {
    Explanation explain(UnverifiedKey key, ExplanationBuilder builder);
  }

  private Explanation explainParsed(String value, ParsedKeyExplainer rest) {
    ExplanationBuilder builder = new ExplanationBuilder(value, settings.token());
    UnverifiedKey.ParseResult parsed = UnverifiedKey.parse(List.of(value), settings.token());
    if (parsed instanceof UnverifiedKey.NotAKey malformed) {
      return builder.buildDenied(malformed.denial());
    }
    UnverifiedKey key = ((UnverifiedKey.Parsed) parsed).key();
    builder
        .withContents(new Contents(key.header(), key.claims()))
        .addPassed("one value, " + key.length() + " characters, three parts, canonical base64url");
    return rest.explain(key, builder);
  }

  private static Explanation explainVerification(
      ExplanationBuilder builder,
      UnverifiedKey key,
      VerificationResult verification,
      FurtherChecks checks) {
    if (verification instanceof KeyDenied invalid
        && invalid.step().compareTo(VerificationResult.Step.SIGNATURE) <= 0) {
      return builder.withSignature(Signature.BAD).buildDenied(invalid);
    }
    builder.withSignature(Signature.GOOD).addPassed(describeSignature(key));
    if (verification instanceof Verified verified) {
      builder.withGenuineKey(verified.key()).addPassed(describeKey(verified.key()));
      return checks.explainKey(verified.key(), builder);
    }
    KeyDenied denied = (KeyDenied) verification;
    return builder.withGenuineKey(denied.key()).buildDenied(denied);
  }

  /** Only for a key whose signature is good: its header named the right key and algorithm. */
  private static String describeSignature(UnverifiedKey key) {
    Object algorithm = key.header().map(header -> header.get("alg")).orElse("");
    return key.header()
        .map(header -> header.get("kid"))
        .map(id -> "signed by key \"" + id + "\" (" + algorithm + ")")
        .orElse("signed by the key for keys without \"kid\" (" + algorithm + ")");
  }

  private static String describeKey(VerifiedApiKey key) {
    return "integration "
        + key.integrationId()
        + ", organization "
        + key.organizationId()
        + key.agentId().map(agent -> ", agent " + agent).orElse("")
        + "; may "
        + describePermissions(key)
        + key.expiresAt().map(end -> "; valid until " + end).orElse("; never expires");
  }

  private static String describePermissions(VerifiedApiKey key) {
    if (key.permissions().isEmpty()) {
      return "nothing";
    }
    return String.join(", ", key.permissions());
  }
}
