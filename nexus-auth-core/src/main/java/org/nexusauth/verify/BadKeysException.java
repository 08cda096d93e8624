package org.nexusauth.verify;

/** A text is no usable set of verification keys; the message says why and holds no key material. */
final class BadKeysException extends Exception {
  private static final long serialVersionUID = 1L;

  BadKeysException(String problem) {
    super(problem);
  }
}
