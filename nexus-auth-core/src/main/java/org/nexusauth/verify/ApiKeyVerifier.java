package org.nexusauth.verify;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.Reason;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.Printable;
import org.nexusauth.config.Setting;
import org.nexusauth.verify.Verification.Refused;
import org.nexusauth.verify.Verification.Step;
import org.nexusauth.verify.Verification.Verified;

/**
 * Tells genuine keys that are in time from everything else (RFC 7515 §5.2, RFC 7519 §7.2, RFC
 * 8725).
 *
 * <p>Thread-safe. Nothing that a client sends makes it throw.
 */
public final class ApiKeyVerifier implements AutoCloseable {
  private final Extraction extraction;
  private final VerifiedKeyCache cache;
  private final TrustedKeys keys;
  private final ClaimsCheck claimsCheck;
  private final GateSettings settings;
  private final ProviderContext provider;
  private final Clock clock;

  private ApiKeyVerifier(GateSettings settings, TrustedKeys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.extraction = new Extraction(settings.token());
    this.cache = new VerifiedKeyCache(settings.cacheSize());
    this.claimsCheck = new ClaimsCheck(settings.claims());
    this.provider = provider(settings.keys().provider());
  }

  /**
   * Returns a verifier whose keys have been read.
   *
   * @param resources where {@code classpath:} locations are looked up
   * @throws ConfigurationException when a key cannot be read or must not be trusted
   */
  public static ApiKeyVerifier create(GateSettings settings, Clock clock, ClassLoader resources) {
    TrustedKeys keys = KeyLoading.load(settings.keys(), resources);
    return new ApiKeyVerifier(settings, keys, clock);
  }

  private static ProviderContext provider(@Nullable String name) {
    ProviderContext context = new ProviderContext();
    if (name != null) {
      if (java.security.Security.getProvider(name) == null) {
        throw new ConfigurationException(
            Setting.VERIFY_PROVIDER.property()
                + "="
                + Printable.of(name)
                + ": no such JCA provider is registered");
      }
      context.getSuppliedKeyProviderContext().setSignatureProvider(name);
      context.getSuppliedKeyProviderContext().setMacProvider(name);
    }
    return context;
  }

  /**
   * Verifies the values of the key's header.
   *
   * @param values all values, as the container gives them
   */
  public Verification verify(List<String> values) {
    Refused refused = extraction.refuse(values);
    if (refused != null) {
      return refused;
    }
    CachedText text = new CachedText(extraction.withoutPrefix(values.get(0)));
    Verified known = cache.find(text);
    if (known != null) {
      return inTime(known);
    }
    CompactJws.Lexed lexed = CompactJws.lex(text.text());
    return lexed.jws() == null
        ? extraction.malformed(values.get(0), lexed.problem())
        : verify(text, lexed.jws());
  }

  /** Returns how many verification keys there are, and their algorithms: {@code 1 key (RS256)}. */
  public String describeKeys() {
    return keys.describe();
  }

  /** Ends the background refresh of the keys. */
  @Override
  public void close() {
    keys.close();
  }

  private Verification verify(CachedText text, CompactJws jws) {
    JoseHeader.Read read;
    try {
      read = JoseHeader.from(StrictJson.object(jws.header()));
    } catch (StrictJson.MalformedException e) {
      return invalid(Step.HEADER, "the header " + e.getMessage());
    }
    JoseHeader header = read.header();
    if (header == null) {
      return invalid(Step.HEADER, "the header " + read.problem());
    }
    VerificationKey key = keys.find(header.keyId());
    if (key == null) {
      return invalid(Step.HEADER, unknownKey(header.keyId()));
    }
    if (!Algorithms.canonical(header.algorithm()).equals(key.algorithm())) {
      return invalid(
          Step.HEADER,
          "the header's \"alg\" is \""
              + Printable.of(header.algorithm())
              + "\", not that of "
              + key);
    }
    if (!key.verifies(jws.signingInput(), jws.signature(), provider)) {
      return invalid(Step.SIGNATURE, "the signature is not by " + key);
    }
    return verifyClaims(text, jws, header, key);
  }

  private Verification verifyClaims(
      CachedText text, CompactJws jws, JoseHeader header, VerificationKey key) {
    Map<String, Object> members;
    try {
      members = StrictJson.object(jws.payload());
    } catch (StrictJson.MalformedException e) {
      return invalid(Step.CLAIMS, "the payload " + e.getMessage());
    }
    ClaimsCheck.Checked checked = claimsCheck.check(header, key.id(), members, jws.signingInput());
    if (checked.key() == null) {
      return java.util.Objects.requireNonNull(checked.refused());
    }
    Verified verified = new Verified(checked.key());
    Verification verdict = inTime(verified);
    if (verdict == verified) {
      cache.add(text, verified, key);
    }
    return verdict;
  }

  private Verification inTime(Verified verified) {
    long now = clock.millis();
    Lifetime lifetime = verified.key().lifetime();
    return lifetime.holdsAt(now) ? verified : lifetime.refusedAt(now, settings.claims().skew());
  }

  private String unknownKey(@Nullable String id) {
    return id == null
        ? "the header has no \"kid\", and there is no default key"
        : "the header's \"kid\" is \"" + Printable.of(id) + "\", which no verification key has";
  }

  private static Refused invalid(Step step, String detail) {
    return new Refused(Reason.KEY_INVALID, step, detail);
  }
}
