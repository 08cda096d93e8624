package org.nexusauth.benchmarks.peer;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** jose4j: one consumer for all requests. */
final class Jose4jCheck {
  private Jose4jCheck() {}

  static KeyCheck create(Trust trust) {
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setVerificationKey(trust.key())
            .setJwsAlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, trust.algorithm())
            .setExpectedIssuer(trust.issuer())
            .setExpectedAudience(trust.audience())
            .setRequireExpirationTime()
            .setAllowedClockSkewInSeconds(60)
            .build();
    return consumer::processToClaims;
  }
}
