package org.nexusauth.verify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ClaimSettings;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.json.StrictJson;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/**
 * What a text says of itself, believed by nobody: for explaining a key, never for deciding.
 * Immutable.
 */
public final class UnverifiedKey {
  private final int length;
  private final CompactJws jws;
  private final Optional<Map<String, Object>> header;
  private final Optional<Map<String, Object>> claims;

  private UnverifiedKey(int length, CompactJws jws) {
    this.length = length;
    this.jws = jws;
    this.header = read(jws.header());
    this.claims = read(jws.payload());
  }

  /**
   * What came of reading: one of the two is null.
   *
   * @param key what the text says
   * @param refused why it is no key at all
   */
  public record Read(@Nullable UnverifiedKey key, @Nullable KeyDenied refused) {}

  /** Reads the values of the key's header by the rules of the gate, all but cryptography. */
  public static Read from(List<String> values, TokenSettings settings) {
    KeyExtractor extraction = new KeyExtractor(settings);
    KeyDenied refused = extraction.refuse(values);
    if (refused != null) {
      return new Read(null, refused);
    }
    String text = extraction.keyText(values.get(0));
    if (text == null) {
      return new Read(null, extraction.malformed(values.get(0), () -> "no scheme"));
    }
    CompactJws.Lexed lexed = CompactJws.lex(text);
    return lexed.jws() == null
        ? new Read(null, extraction.malformed(values.get(0), lexed.words()))
        : new Read(new UnverifiedKey(text.length(), lexed.jws()), null);
  }

  private static Optional<Map<String, Object>> read(byte[] utf8) {
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
   * Returns the first fault that the gate would find in header, claims and time if the signature
   * were good; empty says nothing about the signature.
   */
  public Optional<KeyDenied> otherFault(ClaimSettings settings, Instant now) {
    try {
      JoseHeader.Read read = JoseHeader.from(StrictJson.readObject(jws.header()));
      if (read.header() == null) {
        return invalid(Step.HEADER, "the header " + read.problem());
      }
      if (!JwsAlgorithms.isKnown(read.header().algorithm())) {
        return invalid(Step.HEADER, "the header's \"alg\" is none that a key verifies");
      }
      return otherFault(read.header(), settings, now);
    } catch (StrictJson.MalformedException e) {
      return invalid(Step.HEADER, "the header " + e.getMessage());
    }
  }

  private Optional<KeyDenied> otherFault(JoseHeader header, ClaimSettings settings, Instant now) {
    try {
      ClaimsCheck.Checked checked =
          new ClaimsCheck(settings)
              .check(
                  header, header.keyId(), StrictJson.readObject(jws.payload()), jws::signingInput);
      if (checked.key() == null) {
        return Optional.ofNullable(checked.refused());
      }
      Lifetime lifetime = checked.key().lifetime();
      long millis = now.toEpochMilli();
      return lifetime.holdsAt(millis)
          ? Optional.empty()
          : Optional.of(lifetime.refusedAt(millis, settings.skew()));
    } catch (StrictJson.MalformedException e) {
      return invalid(Step.CLAIMS, "the payload " + e.getMessage());
    }
  }

  private static Optional<KeyDenied> invalid(Step step, String detail) {
    return Optional.of(new KeyDenied(Reason.KEY_INVALID, step, detail));
  }

  /** Returns the length alone; no key text. */
  @Override
  public String toString() {
    return "UnverifiedKey[" + length + " characters]";
  }
}
