package org.nexusauth.management.model;

/**
 * An encrypted text, in printable form. {@link #toString()} does not show it.
 *
 * @param value version, secret's id, nonce and ciphertext in base64url
 */
public record SealedText(String value) {
  @Override
  public String toString() {
    return "SealedText[" + value.length() + " characters]";
  }
}
