package org.nexusauth.jwk.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.Verifiers;

/** The JCA provider that an operator names. */
class JcaProvidersTest {

  @Test
  void provider_thatIsRegistered_verifies() {
    Signer signer = Signer.of("RS256");
    ApiKeyVerifier verifier = Verifiers.trusting(signer, "verify.provider", "SunRsaSign");

    Verifiers.verified(verifier, KeyMaker.of(signer).text());
    Verifiers.assertInvalid(verifier, KeyMaker.of(Signer.stranger("RS256")).text());
  }

  @Test
  void provider_forSecrets_verifies() {
    Signer signer = Signer.of("HS256");

    Verifiers.verified(
        Verifiers.trusting(signer, "verify.provider", "SunJCE"), KeyMaker.of(signer).text());
  }

  @Test
  void provider_thatIsNotRegistered_stopsTheStart() {
    assertThatThrownBy(
            () -> Verifiers.trusting(Signer.of("RS256"), "verify.provider", "NoSuch\nProvider"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.provider=NoSuch\\u000aProvider (a test): no such JCA provider"
                + " is registered; register it, or remove the property to use the JDK's");
  }

  @Test
  void provider_thatIsNotRegistered_leavesNoThreadBehind(@TempDir Path folder) throws Exception {
    Path keys = Files.writeString(folder.resolve("keys.jwks"), Signer.jwks(Signer.of("RS256")));

    assertThatThrownBy(
            () ->
                Verifiers.of(
                    new TestClock(),
                    Map.of("verify.keys.location", keys.toString(), "verify.provider", "NoSuch")))
        .isInstanceOf(ConfigurationException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("nexus-auth-keys");
  }

  @Test
  void provider_thatDoesNotKnowTheAlgorithm_stopsTheStart() {
    // Else it would refuse every key as if its signature were wrong.
    assertThatThrownBy(
            () -> Verifiers.trusting(Signer.of("ES256"), "verify.provider", "SunRsaSign"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "key \"es256\" (ES256) cannot be used with the JCA provider SunRsaSign");
    assertThatThrownBy(() -> Verifiers.trusting(Signer.of("HS256"), "verify.provider", "SunEC"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("key \"hs256\" (HS256) cannot be used with the JCA provider SunEC");
  }
}
