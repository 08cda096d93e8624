package org.nexusauth.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.verify.Verification.Refused;

/**
 * What a text says of itself, believed by nobody: for explaining a key, never for deciding.
 * Immutable.
 */
public final class UnverifiedKey {
  private final int length;
  private final Optional<Map<String, Object>> header;
  private final Optional<Map<String, Object>> claims;

  private UnverifiedKey(int length, CompactJws jws) {
    this.length = length;
    this.header = read(jws.header());
    this.claims = read(jws.payload());
  }

  /**
   * What came of reading: one of the two is null.
   *
   * @param key what the text says
   * @param refused why it is no key at all
   */
  public record Read(@Nullable UnverifiedKey key, @Nullable Refused refused) {}

  /** Reads the values of the key's header by the rules of the gate, all but cryptography. */
  public static Read from(List<String> values, TokenSettings settings) {
    Extraction extraction = new Extraction(settings);
    Refused refused = extraction.refuse(values);
    if (refused != null) {
      return new Read(null, refused);
    }
    String text = extraction.withoutPrefix(values.get(0));
    CompactJws.Lexed lexed = CompactJws.lex(text);
    return lexed.jws() == null
        ? new Read(null, extraction.malformed(values.get(0), lexed.problem()))
        : new Read(new UnverifiedKey(text.length(), lexed.jws()), null);
  }

  private static Optional<Map<String, Object>> read(byte[] utf8) {
    try {
      return Optional.of(StrictJson.object(utf8));
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

  /** Returns the length alone; no key text. */
  @Override
  public String toString() {
    return "UnverifiedKey[" + length + " characters]";
  }
}
