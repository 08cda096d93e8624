package org.nexusauth.benchmarks.peer;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Auth0's java-jwt: one verifier for all requests. */
final class Auth0Check {
  private Auth0Check() {}

  static KeyCheck create(Trust trust) {
    JWTVerifier verifier =
        JWT.require(createAlgorithm(trust))
            .withIssuer(trust.issuer())
            .withAudience(trust.audience())
            .acceptLeeway(60)
            .build();
    return verifier::verify;
  }

  private static Algorithm createAlgorithm(Trust trust) {
    return switch (trust.algorithm()) {
      case "RS256" -> Algorithm.RSA256((RSAPublicKey) trust.publicKey(), null);
      case "ES256" -> Algorithm.ECDSA256((ECPublicKey) trust.publicKey(), null);
      case "HS256" -> Algorithm.HMAC256(trust.secretKey().getEncoded());
      default -> throw new IllegalArgumentException(trust.algorithm());
    };
  }
}
