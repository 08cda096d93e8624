package org.nexusauth.jwk;

/** Keys cannot be used or must not be trusted; the message says why and holds no key material. */
public final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableKeyException(String problem) {
    super(problem);
  }
}
