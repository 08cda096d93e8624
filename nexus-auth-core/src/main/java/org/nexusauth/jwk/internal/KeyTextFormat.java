package org.nexusauth.jwk.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.nexusauth.jwk.UnusableKeyException;

/** The formats of texts with verification keys, recognized by their start. */
enum KeyTextFormat {
  /** A JWK set or a JWK. */
  JSON,
  /** Public keys or certificates in PEM, with any text around them (RFC 7468 §2). */
  PEM;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The shortest public key, of Ed25519, has 60 characters. */
  private static final Pattern BASE64 = Pattern.compile("(?:[A-Za-z0-9+/]\\s*){58,}={0,2}");

  /**
   * Returns the format of a text. What begins with a brace is JSON, whatever its members are.
   *
   * @throws UnusableKeyException when the format is recognized and not supported; the message names
   *     it and how to convert it
   */
  static KeyTextFormat of(String text) throws UnusableKeyException {
    String start = text.strip();
    if (start.startsWith("{")) {
      return JSON;
    }
    requireSupported(start);
    return start.contains("-----BEGIN ") && !start.startsWith("[") ? PEM : JSON;
  }

  private static void requireSupported(String start) throws UnusableKeyException {
    if (start.startsWith(BYTE_ORDER_MARK) && start.substring(1).stripLeading().startsWith("{")) {
      throw new UnusableKeyException(
          "starts with a byte order mark; remove it: tail -c +4 FILE > NEW");
    }
    if (start.startsWith("\"") || start.startsWith("'")) {
      throw new UnusableKeyException(
          "begins with a quotation mark; give the keys without quotation marks around them");
    }
    if (start.startsWith("ssh-") || start.startsWith("ecdsa-sha2-")) {
      throw new UnusableKeyException(
          "is a public key of OpenSSH; convert it: ssh-keygen -e -m PKCS8 -f FILE > key.pem");
    }
    if (start.startsWith("---- BEGIN SSH2")) {
      throw new UnusableKeyException(
          "is a public key of SSH (RFC 4716); convert it: ssh-keygen -i -f FILE > ssh.pub,"
              + " then ssh-keygen -e -m PKCS8 -f ssh.pub > key.pem");
    }
    if (start.startsWith("eyJ")) {
      throw new UnusableKeyException(
          "is a JWT, not a key that verifies one; expected a JWK set, a JWK or PEM");
    }
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype") || lower.startsWith("<html")) {
      throw new UnusableKeyException(
          "is an HTML page; give the address of the keys themselves; expected a JWK set, a JWK or"
              + " PEM");
    }
    requireNoBareBase64(start);
  }

  private static void requireNoBareBase64(String start) throws UnusableKeyException {
    DerKind kind = kindOfBase64(start);
    if (kind == DerKind.PUBLIC_KEY) {
      throw new UnusableKeyException(
          "is a public key in base64 without the lines of PEM; make PEM of it:"
              + " base64 -d FILE | openssl pkey -pubin -inform DER -pubout > NEW");
    }
    if (kind == DerKind.PRIVATE_KEY) {
      throw new UnusableKeyException(
          "is a private key in base64; give the public key alone:"
              + " base64 -d FILE | openssl pkey -inform DER -pubout > NEW");
    }
  }

  private static DerKind kindOfBase64(String start) {
    if (!start.startsWith("M") || !BASE64.matcher(start).matches()) {
      return DerKind.NONE;
    }
    try {
      return DerKind.of(
          Base64.getDecoder()
              .decode(start.replaceAll("\\s", "").getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      return DerKind.NONE; // Cut off: the reader says what it expected.
    }
  }
}
