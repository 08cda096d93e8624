package org.nexusauth.cli;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.nexusauth.cli.Explanation.Contents;
import org.nexusauth.cli.Explanation.Signature;
import org.nexusauth.config.GateSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.UnverifiedKey;
import org.nexusauth.verify.VerificationResult;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Verified;
import org.nexusauth.verify.VerifiedApiKey;

/** Asks the gate's own verifier, and puts its answer in steps. */
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
    ExplanationBuilder account = new ExplanationBuilder(value, settings.token());
    UnverifiedKey.Read read = UnverifiedKey.from(List.of(value), settings.token());
    UnverifiedKey key = read.key();
    if (key == null) {
      return account.refused(Objects.requireNonNull(read.refused()));
    }
    account
        .contents(new Contents(key.header(), key.claims()))
        .ok("one value, " + key.length() + " characters, three parts, canonical base64url");
    return verifier.isPresent()
        ? checked(account, key, verifier.get().verify(List.of(value)))
        : unchecked(account, key);
  }

  private Explanation unchecked(ExplanationBuilder account, UnverifiedKey key) {
    account.notChecked("signature not checked: give the verification keys with --keys");
    Optional<KeyDenied> fault = key.otherFault(settings.claims(), clock.instant());
    return fault.isPresent()
        ? account.refused(fault.get())
        : account.notChecked("nothing else is wrong with it, if it is genuine").passed();
  }

  private Explanation checked(
      ExplanationBuilder account, UnverifiedKey key, VerificationResult verification) {
    if (verification instanceof KeyDenied refused
        && refused.step().compareTo(VerificationResult.Step.SIGNATURE) <= 0) {
      return account.signature(Signature.BAD).refused(refused);
    }
    account.signature(Signature.GOOD).ok(signedBy(key));
    return verification instanceof Verified verified
        ? permitted(account, verified.key())
        : account.refused((KeyDenied) verification);
  }

  private Explanation permitted(ExplanationBuilder account, VerifiedApiKey key) {
    account.ok(summary(key));
    Optional<Denied> denied = permit.apply(key);
    if (denied.isPresent()) {
      return account.refused(denied.get());
    }
    return account
        .notChecked("not looked at: whether it was revoked; only the door's store knows that")
        .passed();
  }

  /** Only for a key whose signature is good: its header named the right key and algorithm. */
  private static String signedBy(UnverifiedKey key) {
    Object algorithm = key.header().map(header -> header.get("alg")).orElse("");
    return key.header()
        .map(header -> header.get("kid"))
        .map(id -> "signed by key \"" + id + "\" (" + algorithm + ")")
        .orElse("signed by the key for keys without \"kid\" (" + algorithm + ")");
  }

  private static String summary(VerifiedApiKey key) {
    return "integration "
        + key.integrationId()
        + ", organization "
        + key.organizationId()
        + key.agentId().map(agent -> ", agent " + agent).orElse("")
        + "; may "
        + (key.permissions().isEmpty() ? "nothing" : String.join(", ", key.permissions()))
        + key.expiresAt().map(end -> "; good until " + end).orElse("; never expires");
  }
}
