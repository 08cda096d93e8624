package org.nexusauth.benchmarks.peer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/** Nimbus: one processor for all requests, with a JWK set in memory. */
final class NimbusCheck {
  private NimbusCheck() {}

  static KeyCheck create(Trust trust) {
    DefaultJWTProcessor<SecurityContext> processor = processor(trust);
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            trust.audience(),
            new JWTClaimsSet.Builder().issuer(trust.issuer()).build(),
            Set.of("exp")));
    return key -> processor.process(key, null);
  }

  /** Returns a processor that knows the keys, and checks claims as it does by default. */
  static DefaultJWTProcessor<SecurityContext> processor(Trust trust) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.parse(trust.algorithm()), new ImmutableJWKSet<>(parseJwks(trust))));
    return processor;
  }

  private static JWKSet parseJwks(Trust trust) {
    try {
      return JWKSet.parse(trust.jwks());
    } catch (ParseException e) {
      throw new IllegalArgumentException("no JWK set", e);
    }
  }
}
