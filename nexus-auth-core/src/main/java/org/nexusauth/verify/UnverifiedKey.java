package org.nexusauth.verify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.config.ClaimSettings;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.json.StrictJson;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.CheckResult.Failed;
import org.nexusauth.verify.CheckResult.Passed;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/**
 * What a key states, without any check of its signature: for explaining a key to a person, never
 * for a decision. Immutable.
 */
public final class UnverifiedKey {
  private final int length;
  private final CompactJws jws;
  private final Optional<Map<String, Object>> header;
  private final Optional<Map<String, Object>> claims;

  private UnverifiedKey(int length, CompactJws jws) {
    this.length = length;
    this.jws = jws;
    this.header = readObject(jws.header());
    this.claims = readObject(jws.payload());
  }

  /** The result of {@link #parse}. */
  public sealed interface ParseResult {}

  /**
   * The text has the form of a key.
   *
   * @param key what the text states
   */
  public record Parsed(UnverifiedKey key) implements ParseResult {}

  /**
   * The text does not have the form of a key.
   *
   * @param denial what a request with it would be denied for
   */
  public record NotAKey(KeyDenied denial) implements ParseResult {}

  /** Parses the values of the key's header by the rules of the gate, without any cryptography. */
  public static ParseResult parse(List<String> values, TokenSettings settings) {
    KeyExtractor extractor = new KeyExtractor(settings);
    KeyDenied denied = extractor.checkCountAndLength(values);
    if (denied != null) {
      return new NotAKey(denied);
    }
    String value = values.get(0);
    String text = extractor.extractText(value);
    if (text == null) {
      return new NotAKey(extractor.denyMissingScheme(value));
    }
    JwsParseResult parsed = CompactJws.parse(text);
    if (parsed instanceof CompactJws jws) {
      return new Parsed(new UnverifiedKey(text.length(), jws));
    }
    return new NotAKey(extractor.denyMalformed(value, (JwsParseResult.Malformed) parsed));
  }

  private static Optional<Map<String, Object>> readObject(byte[] utf8) {
    try {
      return Optional.of(StrictJson.readObject(utf8));
    } catch (StrictJson.MalformedException e) {
      return Optional.empty();
    }
  }

  /** Returns the number of characters, without a prefix. */
  public int length() {
    return length;
  }

  /** Returns the JOSE header's members, or empty when it is not one well-formed JSON object. */
  public Optional<Map<String, Object>> header() {
    return header;
  }

  /** Returns the payload's members, or empty when it is not one well-formed JSON object. */
  public Optional<Map<String, Object>> claims() {
    return claims;
  }

  /**
   * Returns the first fault that the gate would find in header, claims and lifetime if the
   * signature were valid. Empty says nothing about the signature.
   */
  public Optional<KeyDenied> findFault(ClaimSettings settings, Instant now) {
    CheckResult<JoseHeader> parsed = JoseHeader.parse(jws.header());
    if (parsed instanceof Passed<JoseHeader> passed) {
      return findFault(passed.value(), settings, now);
    }
    return Optional.of(((Failed<JoseHeader>) parsed).denial());
  }

  private Optional<KeyDenied> findFault(JoseHeader header, ClaimSettings settings, Instant now) {
    if (!JwsAlgorithms.isKnown(header.algorithm())) {
      return Optional.of(
          new KeyDenied(
              Reason.KEY_INVALID, Step.HEADER, "the header's \"alg\" is none that a key verifies"));
    }
    CheckResult<VerifiedApiKey> checked =
        new ClaimsCheck(settings).check(jws, header, header.keyId());
    if (checked instanceof Passed<VerifiedApiKey> passed) {
      return passed.value().lifetime().denialAt(now.toEpochMilli(), settings.skew());
    }
    return Optional.of(((Failed<VerifiedApiKey>) checked).denial());
  }

  /** Returns the length, no key text. */
  @Override
  public String toString() {
    return "UnverifiedKey[" + length + " characters]";
  }
}
