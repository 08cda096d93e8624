package org.nexusauth.jwk.internal;

import org.nexusauth.jwk.UnusableKeyException;

/** The forms of a text with verification keys, told apart by how it begins. */
enum KeyTextFormat {
  /** A JWK set or a JWK. */
  JSON,
  /** Public keys or certificates in PEM, with any text around them (RFC 7468 §2). */
  PEM;

  /**
   * Returns the form of a text. What begins with a brace is JSON, whatever its members hold.
   *
   * @throws UnusableKeyException when it is a form that is known and not supported; the message
   *     says which, and how to convert it
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
    if (start.matches("(?i)(?s)<(!doctype|html).*")) {
      throw new UnusableKeyException(
          "is an HTML page; give the address of the keys themselves; expected a JWK set, a JWK or"
              + " PEM");
    }
  }
}
