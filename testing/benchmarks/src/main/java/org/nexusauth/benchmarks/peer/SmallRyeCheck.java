package org.nexusauth.benchmarks.peer;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.util.Set;

/** SmallRye JWT: one parser for all requests. */
final class SmallRyeCheck {
  private SmallRyeCheck() {}

  static KeyCheck create(Trust trust) {
    JWTAuthContextInfo info =
        trust.isSecret()
            ? new JWTAuthContextInfo(trust.secretKey(), trust.issuer())
            : new JWTAuthContextInfo(trust.publicKey(), trust.issuer());
    info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.fromAlgorithm(trust.algorithm())));
    info.setExpectedAudience(Set.of(trust.audience()));
    info.setRequireNamedPrincipal(false); // our keys name no user
    return new DefaultJWTParser(info)::parse;
  }
}
