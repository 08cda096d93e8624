package org.nexusauth.jwk.internal.jca;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SignatureException;
import java.util.Arrays;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/** Verifies with an algorithm of jose4j. Thread-safe. */
final class Jose4jVerifier implements SignatureVerifier {
  private final JsonWebSignatureAlgorithm signatures;
  private final Key key;
  private final ProviderContext provider;

  private Jose4jVerifier(JsonWebSignatureAlgorithm signatures, Key key, ProviderContext provider) {
    this.signatures = signatures;
    this.key = key;
    this.provider = provider;
  }

  static Jose4jVerifier of(String algorithm, Key key, ProviderContext provider)
      throws JoseException {
    return new Jose4jVerifier(
        AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory().getAlgorithm(algorithm),
        key,
        provider);
  }

  @Override
  public boolean verifies(byte[] text, int signedLength, byte[] signature)
      throws GeneralSecurityException {
    try {
      return signatures.verifySignature(
          signature, key, Arrays.copyOf(text, signedLength), provider);
    } catch (JoseException e) {
      // Its message is not passed on: messages of jose4j may hold the token.
      throw new SignatureException("the signature cannot be verified");
    }
  }
}
