package org.nexusauth.verify;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.json.StrictJson;
import org.nexusauth.jwk.internal.source.JcaProviders;
import org.nexusauth.jwk.internal.source.TrustedKeys;
import org.nexusauth.jwk.internal.source.VerificationKeyLoader;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.verify.VerificationResult.BudgetExhausted;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;
import org.nexusauth.verify.VerificationResult.Verified;

/**
 * Tells genuine keys that are in time from everything else (RFC 7515 §5.2, RFC 7519 §7.2, RFC
 * 8725).
 *
 * <p>Thread-safe. Nothing that a client sends makes it throw.
 */
public final class ApiKeyVerifier implements AutoCloseable {
  private final KeyExtractor extraction;
  private final VerifiedKeyCache cache;
  private final TrustedKeys keys;
  private final ClaimsCheck claimsCheck;
  private final GateSettings settings;
  private final SignatureCheck signatureCheck;
  private final Clock clock;
  private volatile @Nullable KeyRevalidation revalidation;

  private ApiKeyVerifier(
      GateSettings settings, TrustedKeys keys, ProviderContext provider, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.extraction = new KeyExtractor(settings.token());
    this.cache = new VerifiedKeyCache(settings.cacheSize());
    this.signatureCheck = new SignatureCheck(keys, provider);
    this.claimsCheck = new ClaimsCheck(settings.claims());
  }

  /**
   * Returns a verifier whose keys have been read.
   *
   * @param resources where {@code classpath:} locations are looked up
   * @throws ConfigurationException when a key cannot be read or must not be trusted
   */
  public static ApiKeyVerifier create(GateSettings settings, Clock clock, ClassLoader resources) {
    ProviderContext provider = JcaProviders.named(settings.keys().provider());
    TrustedKeys keys = VerificationKeyLoader.load(settings.keys(), resources, provider);
    return new ApiKeyVerifier(settings, keys, provider, clock);
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
   * Verifies the values of the key's header, as far as their sender's budget goes.
   *
   * @param values all values, as the container gives them
   * @param sender the peer's address, or null when it is unknown
   */
  public VerificationResult verify(
      List<String> values, VerificationBudget budget, @Nullable String sender) {
    KeyDenied refused = extraction.refuse(values);
    if (refused != null) {
      return refused;
    }
    String key = extraction.keyText(values.get(0));
    if (key == null) {
      return extraction.malformed(values.get(0), () -> "no scheme");
    }
    CachedText text = new CachedText(key);
    Verified known = cache.find(text);
    if (known != null) {
      return inTime(known);
    }
    CompactJws.Lexed lexed = CompactJws.lex(text.text());
    if (lexed.jws() == null) {
      return extraction.malformed(values.get(0), lexed.words());
    }
    Duration wait = budget.take(sender);
    if (wait != null) {
      return new BudgetExhausted(wait);
    }
    VerificationResult verification = verify(text, lexed.jws());
    if (!isForged(verification)) {
      budget.giveBack(sender);
    }
    return verification;
  }

  /**
   * Returns whose key a text is: the ids of a genuine key, whether it is in time or not, and empty
   * for every other text. For revoking a key by its text; it says nothing of whether the key may be
   * used.
   *
   * @param text the key, with or without the prefix
   */
  public Optional<KeySubject> subjectOf(String text) {
    if (extraction.refuse(List.of(text)) != null) {
      return Optional.empty();
    }
    CompactJws jws = CompactJws.lex(extraction.withoutPrefix(text)).jws();
    if (jws == null) {
      return Optional.empty();
    }
    SignatureCheck.Signed signed = signatureCheck.check(jws).signed();
    VerifiedApiKey key = signed == null ? null : checkClaims(jws, signed).key();
    return Optional.ofNullable(key).map(VerifiedApiKey::subject);
  }

  /** Returns how many verification keys there are, and their algorithms: {@code 1 key (RS256)}. */
  public String describeKeys() {
    return keys.describe();
  }

  /** Sets what knows the status of keys after their requests: the gate that this verifier is of. */
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

  /** A genuine key out of its time is none: its holder must not lock others out. */
  private static boolean isForged(VerificationResult verification) {
    return verification instanceof KeyDenied refused && refused.reason() == Reason.KEY_INVALID;
  }

  private VerificationResult verify(CachedText text, CompactJws jws) {
    SignatureCheck.Checked checked = signatureCheck.check(jws);
    return checked.signed() == null
        ? Objects.requireNonNull(checked.refused())
        : verifyClaims(text, jws, checked.signed());
  }

  private VerificationResult verifyClaims(
      CachedText text, CompactJws jws, SignatureCheck.Signed signed) {
    ClaimsCheck.Checked checked = checkClaims(jws, signed);
    if (checked.key() == null) {
      return Objects.requireNonNull(checked.refused());
    }
    Verified verified = new Verified(checked.key().provenBy(new Proof(signed.key(), this)));
    VerificationResult verdict = inTime(verified);
    if (verdict == verified) {
      cache.add(text, verified, signed.key());
    }
    return verdict;
  }

  private ClaimsCheck.Checked checkClaims(CompactJws jws, SignatureCheck.Signed signed) {
    Map<String, Object> members;
    try {
      members = StrictJson.readObject(jws.payload());
    } catch (StrictJson.MalformedException e) {
      return new ClaimsCheck.Checked(
          null, new KeyDenied(Reason.KEY_INVALID, Step.CLAIMS, "the payload " + e.getMessage()));
    }
    return claimsCheck.check(signed.header(), signed.key().id(), members, jws::signingInput);
  }

  VerificationResult inTime(VerifiedApiKey key) {
    return inTime(new Verified(key));
  }

  private VerificationResult inTime(Verified verified) {
    long now = clock.millis();
    Lifetime lifetime = verified.key().lifetime();
    if (lifetime.holdsAt(now)) {
      return verified;
    }
    KeyDenied refused = lifetime.refusedAt(now, settings.claims().skew());
    return new KeyDenied(refused.reason(), refused.step(), refused.detail(), verified.key());
  }
}
