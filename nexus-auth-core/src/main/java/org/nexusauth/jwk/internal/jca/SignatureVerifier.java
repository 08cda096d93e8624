package org.nexusauth.jwk.internal.jca;

import java.security.GeneralSecurityException;
import java.security.Key;
import org.jose4j.jca.ProviderContext;
import org.jose4j.lang.JoseException;

/** Verifies signatures by one key with one algorithm of JWS (RFC 7518 §3.1). Thread-safe. */
public interface SignatureVerifier {

  /**
   * Returns whether a signature is the key's over the first bytes of a text.
   *
   * @param text begins with what is signed
   * @param signedLength how many bytes are signed
   * @param signature the signature; RSA and ECDSA as in a JWS
   * @throws GeneralSecurityException when the provider does not accept the key, or rejects the form
   *     of the signature; providers throw runtime exceptions, too
   */
  boolean verifies(byte[] text, int signedLength, byte[] signature) throws GeneralSecurityException;

  /**
   * Returns a verifier.
   *
   * @param algorithm the canonical name of a JWS algorithm
   * @param key a public key or a secret of the algorithm's kind
   * @param provider names the JCA provider that verifies
   * @throws JoseException when there is no such algorithm
   */
  static SignatureVerifier of(String algorithm, Key key, ProviderContext provider)
      throws JoseException {
    return switch (algorithm) {
      case "HS256", "HS384", "HS512" -> MacVerifier.of(algorithm, key, provider);
      case "RS256", "RS384", "RS512" -> RsaVerifier.of(algorithm, key, provider);
      default -> Jose4jVerifier.of(algorithm, key, provider);
    };
  }
}
