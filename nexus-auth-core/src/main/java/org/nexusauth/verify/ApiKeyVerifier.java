package org.nexusauth.verify;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.jwk.internal.source.JcaProviders;
import org.nexusauth.jwk.internal.source.TrustedKeys;
import org.nexusauth.jwk.internal.source.VerificationKeyLoader;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.verify.CheckResult.Failed;
import org.nexusauth.verify.CheckResult.Passed;
import org.nexusauth.verify.SignatureCheck.ValidSignature;
import org.nexusauth.verify.VerificationResult.BudgetExhausted;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Verified;

/**
 * Verifies API keys: their form, signature, claims and lifetime (RFC 7515 §5.2, RFC 7519 §7.2, RFC
 * 8725).
 *
 * <p>Whether a key was revoked, or its integration disabled, is not checked here but by the gate.
 *
 * <p>Thread-safe. Nothing that a client sends makes it throw.
 */
public final class ApiKeyVerifier implements AutoCloseable {
  private final KeyExtractor extractor;
  private final VerifiedKeyCache cache;
  private final TrustedKeys keys;
  private final ClaimsCheck claimsCheck;
  private final GateSettings settings;
  private final SignatureCheck signatureCheck;
  private final Clock clock;
  private volatile @Nullable KeyRevalidation revalidation;

  private ApiKeyVerifier(GateSettings settings, TrustedKeys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.extractor = new KeyExtractor(settings.token());
    this.cache = new VerifiedKeyCache(settings.cacheSize());
    this.signatureCheck = new SignatureCheck(keys);
    this.claimsCheck = new ClaimsCheck(settings.claims());
  }

  /**
   * Returns a verifier whose keys have been read.
   *
   * @param resources where {@code classpath:} locations are looked up
   * @throws ConfigurationException when a key cannot be read or must not be trusted
   */
  public static ApiKeyVerifier create(GateSettings settings, Clock clock, ClassLoader resources) {
    ProviderContext provider = JcaProviders.createContext(settings.keys().provider());
    TrustedKeys keys = VerificationKeyLoader.loadKeys(settings, resources, provider);
    return new ApiKeyVerifier(settings, keys, clock);
  }

  /**
   * Verifies the values of the key's header.
   *
   * @param values all values, as the container gives them
   */
  public VerificationResult verify(List<String> values) {
    return verify(values, VerificationBudget.UNLIMITED, null);
  }

  /**
   * Verifies the values of the key's header within the budget of their sender.
   *
   * @param values all values, as the container gives them
   * @param sender the peer's address, or null when it is unknown
   */
  public VerificationResult verify(
      List<String> values, VerificationBudget budget, @Nullable String sender) {
    KeyDenied denied = extractor.checkCountAndLength(values);
    if (denied != null) {
      return denied;
    }
    String value = values.get(0);
    String key = extractor.extractText(value);
    if (key == null) {
      return extractor.denyMissingScheme(value);
    }
    CachedText text = new CachedText(key);
    Verified known = cache.find(text);
    if (known != null) {
      return checkTime(known);
    }
    JwsParseResult parsed = CompactJws.parse(key);
    if (parsed instanceof CompactJws jws) {
      return verifyWithinBudget(text, jws, budget, sender);
    }
    return extractor.denyMalformed(value, (JwsParseResult.Malformed) parsed);
  }

  /**
   * Verifies the values of the key's header as {@link #verify(List)} does, and keeps nothing of
   * them: for explaining a key to a person. A request's key is verified by the other methods.
   *
   * @param values all values, as the container gives them
   */
  public VerificationResult verifyUncached(List<String> values) {
    KeyDenied denied = extractor.checkCountAndLength(values);
    if (denied != null) {
      return denied;
    }
    String value = values.get(0);
    String key = extractor.extractText(value);
    if (key == null) {
      return extractor.denyMissingScheme(value);
    }
    JwsParseResult parsed = CompactJws.parse(key);
    if (parsed instanceof CompactJws jws) {
      return verifySignature(null, jws);
    }
    return extractor.denyMalformed(value, (JwsParseResult.Malformed) parsed);
  }

  private VerificationResult verifyWithinBudget(
      CachedText text, CompactJws jws, VerificationBudget budget, @Nullable String sender) {
    Duration wait = budget.take(sender);
    if (wait != null) {
      return new BudgetExhausted(wait);
    }
    VerificationResult result = verifySignature(text, jws);
    if (!isForged(result)) {
      budget.giveBack(sender);
    }
    return result;
  }

  /**
   * Returns the ids of a genuine key, whether it is within its lifetime or not; empty for every
   * other text. For revoking a key by its text; the result does not mean that the key is valid.
   *
   * @param text the key, with or without the prefix
   */
  public Optional<KeySubject> subjectOf(String text) {
    return describeGenuineKey(text).map(GenuineKey::subject);
  }

  /**
   * Returns what a genuine key says of itself, whether it is within its lifetime or not; empty for
   * every other text. The result does not mean that the key is valid.
   *
   * @param text the key, with or without the prefix
   */
  public Optional<GenuineKey> describeGenuineKey(String text) {
    if (extractor.checkCountAndLength(List.of(text)) == null
        && CompactJws.parse(extractor.stripPrefix(text)) instanceof CompactJws jws
        && signatureCheck.check(jws) instanceof Passed<ValidSignature> signed
        && checkClaims(jws, signed.value()) instanceof Passed<VerifiedApiKey> checked) {
      return Optional.of(GenuineKey.of(checked.value()));
    }
    return Optional.empty();
  }

  /** Returns how many verification keys there are, and their algorithms: {@code 1 key (RS256)}. */
  public String describeKeys() {
    return keys.describe();
  }

  /** Sets the gate that checks the status of keys after their requests. */
  public void revalidateBy(KeyRevalidation gate) {
    revalidation = gate;
  }

  @Nullable KeyRevalidation revalidation() {
    return revalidation;
  }

  /** Ends the background refresh of the keys. */
  @Override
  public void close() {
    keys.close();
  }

  /** Not for a genuine key outside its lifetime: its holder must not lock other clients out. */
  private static boolean isForged(VerificationResult result) {
    return result instanceof KeyDenied denied && denied.reason() == Reason.KEY_INVALID;
  }

  /** Caches a success under the text, unless it is null. */
  private VerificationResult verifySignature(@Nullable CachedText text, CompactJws jws) {
    CheckResult<ValidSignature> checked = signatureCheck.check(jws);
    if (checked instanceof Passed<ValidSignature> passed) {
      return verifyClaims(text, jws, passed.value());
    }
    return ((Failed<ValidSignature>) checked).denial();
  }

  private VerificationResult verifyClaims(
      @Nullable CachedText text, CompactJws jws, ValidSignature signature) {
    CheckResult<VerifiedApiKey> checked = checkClaims(jws, signature);
    if (checked instanceof Passed<VerifiedApiKey> passed) {
      Verified verified =
          new Verified(passed.value().provenBy(new RevalidationContext(signature.key(), this)));
      VerificationResult result = checkTime(verified);
      if (result == verified && text != null) {
        cache.add(text, verified, signature.key());
      }
      return result;
    }
    return ((Failed<VerifiedApiKey>) checked).denial();
  }

  private CheckResult<VerifiedApiKey> checkClaims(CompactJws jws, ValidSignature signature) {
    return claimsCheck.check(jws, signature.header(), signature.key().id());
  }

  VerificationResult checkTime(VerifiedApiKey key) {
    return checkTime(new Verified(key));
  }

  private VerificationResult checkTime(Verified verified) {
    long now = clock.millis();
    Lifetime lifetime = verified.key().lifetime();
    if (lifetime.contains(now)) {
      return verified;
    }
    KeyDenied denied = lifetime.denialAt(now, settings.claims().skew()).orElseThrow();
    return new KeyDenied(denied.reason(), denied.step(), denied.detail(), verified.key());
  }
}
