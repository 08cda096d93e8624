package org.nexusauth.benchmarks.peer;

import java.security.Key;
import java.security.PublicKey;
import javax.crypto.SecretKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * What a library is to trust.
 *
 * @param algorithm the {@code alg} of the keys
 * @param provider the JCA provider that verifies; empty for the JDK's own choice
 * @param jwks the set of verification keys, of which there is one
 * @param issuer the {@code iss} that is expected
 * @param audience the {@code aud} that is expected
 */
public record Trust(
    String algorithm, String provider, String jwks, String issuer, String audience) {

  /** Returns the one verification key. */
  Key key() {
    return jwk().getKey();
  }

  /** Returns the one verification key, which is not a secret. */
  public PublicKey publicKey() {
    return (PublicKey) key();
  }

  /** Returns the one verification key, which is a secret. */
  SecretKey secretKey() {
    return (SecretKey) key();
  }

  /** Returns whether the verification key is a shared secret. */
  boolean isSecret() {
    return algorithm.startsWith("HS");
  }

  /** Returns the id of the one verification key. */
  String keyId() {
    return jwk().getKeyId();
  }

  private JsonWebKey jwk() {
    try {
      return new JsonWebKeySet(jwks).getJsonWebKeys().get(0);
    } catch (JoseException e) {
      throw new IllegalArgumentException("no JWK set", e);
    }
  }
}
