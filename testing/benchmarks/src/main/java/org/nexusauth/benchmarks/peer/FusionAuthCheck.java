package org.nexusauth.benchmarks.peer;

import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.domain.JWT;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.ed.EdDSAVerifier;
import io.fusionauth.jwt.hmac.HMACVerifier;
import io.fusionauth.jwt.rsa.RSAVerifier;
import java.util.Map;

/** FusionAuth JWT: it checks signature and time, its user the rest. */
final class FusionAuthCheck {
  private FusionAuthCheck() {}

  static KeyCheck create(Trust trust) {
    JWTDecoder decoder = new JWTDecoder().withClockSkew(60);
    Map<String, Verifier> verifiers = Map.of(trust.keyId(), createVerifier(trust));
    return key -> {
      JWT jwt = decoder.decode(key, verifiers);
      if (!trust.issuer().equals(jwt.issuer) || !trust.audience().equals(jwt.audience)) {
        throw new IllegalArgumentException("another issuer or audience");
      }
      return jwt;
    };
  }

  private static Verifier createVerifier(Trust trust) {
    return switch (trust.algorithm()) {
      case "RS256" -> RSAVerifier.newVerifier(trust.publicKey());
      case "ES256" -> ECVerifier.newVerifier(trust.publicKey());
      case "EdDSA" -> EdDSAVerifier.newVerifier(trust.publicKey());
      case "HS256" -> HMACVerifier.newVerifier(trust.secretKey().getEncoded());
      default -> throw new IllegalArgumentException(trust.algorithm());
    };
  }
}
