package org.nexusauth.benchmarks.peer;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security: its decoder over Nimbus, which checks claims by validators of its own. */
public final class SpringCheck {
  private SpringCheck() {}

  static KeyCheck create(Trust trust) {
    return decoder(trust)::decode;
  }

  /** Returns the decoder, as a resource server has one for all requests. */
  public static NimbusJwtDecoder decoder(Trust trust) {
    DefaultJWTProcessor<SecurityContext> processor = NimbusCheck.processor(trust);
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(Duration.ofSeconds(60)),
            new JwtIssuerValidator(trust.issuer()),
            new JwtClaimValidator<List<String>>(
                "aud", audiences -> audiences != null && audiences.contains(trust.audience()))));
    return decoder;
  }
}
