package org.nexusauth.keys;

/**
 * A signing key that cannot be used: unreadable, unsafe, weak or not a signing key at all. The
 * message says what is wrong and what to do, names the file where there is one, and holds nothing
 * of the key.
 */
public final class SigningKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Made with what is wrong and what to do.
   *
   * @param message without any part of a key
   */
  public SigningKeyException(String message) {
    super(message);
  }
}
