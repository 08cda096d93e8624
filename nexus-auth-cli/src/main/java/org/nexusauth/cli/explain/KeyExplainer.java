package org.nexusauth.cli.explain;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nexusauth.cli.explain.Explanation.Contents;
import org.nexusauth.cli.explain.Explanation.Signature;
import org.nexusauth.config.GateSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.UnverifiedKey;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Verified;
import org.nexusauth.verify.VerifiedApiKey;

/** Describes in steps what the verifier of a gate decides about a key. */
final class KeyExplainer {

  private final GateSettings settings;
  private final Optional<ApiKeyVerifier> verifier;
  private final Clock clock;
  private final Function<VerifiedApiKey, Optional<Denied>> permit;

  /** Without a verifier the signature is not checked, nor what the key may do. */
  KeyExplainer(
      GateSettings settings,
      Clock clock,
      Optional<ApiKeyVerifier> verifier,
      Function<VerifiedApiKey, Optional<Denied>> permit) {
    this.settings = settings;
    this.verifier = verifier;
    this.clock = clock;
    this.permit = permit;
  }

  Explanation explain(String value) {
    ExplanationBuilder builder = new ExplanationBuilder(value, settings.token());
    UnverifiedKey.ParseResult parsed = UnverifiedKey.parse(List.of(value), settings.token());
    if (parsed instanceof UnverifiedKey.NotAKey malformed) {
      return builder.buildDenied(malformed.denial());
    }
    UnverifiedKey key = ((UnverifiedKey.Parsed) parsed).key();
    builder
        .withContents(new Contents(key.header(), key.claims()))
        .addPassed("one value, " + key.length() + " characters, three parts, canonical base64url");
    if (verifier.isEmpty()) {
      return explainUnverified(builder, key);
    }
    return explainVerification(builder, key, verifier.get().verify(List.of(value)));
  }

  private Explanation explainUnverified(ExplanationBuilder builder, UnverifiedKey key) {
    builder.addNotChecked("signature not checked: add --keys with the verification keys");
    Optional<KeyDenied> fault = key.findFault(settings.claims(), clock.instant());
    if (fault.isPresent()) {
      return builder.buildDenied(fault.get());
    }
    return builder.addNotChecked("no other fault, if the key is genuine").buildPassed();
  }

  private Explanation explainVerification(
      ExplanationBuilder builder, UnverifiedKey key, VerificationResult verification) {
    if (verification instanceof KeyDenied invalid
        && invalid.step().compareTo(VerificationResult.Step.SIGNATURE) <= 0) {
      return builder.withSignature(Signature.BAD).buildDenied(invalid);
    }
    builder.withSignature(Signature.GOOD).addPassed(describeSignature(key));
    if (verification instanceof Verified verified) {
      return explainPermissions(builder, verified.key());
    }
    return builder.buildDenied((KeyDenied) verification);
  }

  private Explanation explainPermissions(ExplanationBuilder builder, VerifiedApiKey key) {
    builder.addPassed(describeKey(key));
    Optional<Denied> denied = permit.apply(key);
    if (denied.isPresent()) {
      return builder.buildDenied(denied.get());
    }
    return builder
        .addNotChecked(
            "not checked: whether it was revoked; nexus-auth status reads that from the store")
        .buildPassed();
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
