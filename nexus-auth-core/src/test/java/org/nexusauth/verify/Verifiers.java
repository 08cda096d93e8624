package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.PropertySource;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Verified;

/** Creates verifiers with settings by name, and calls them. */
public final class Verifiers {
  private Verifiers() {}

  /** Returns a verifier that trusts this signer, at {@link TestClock#NOW}. */
  public static ApiKeyVerifier trusting(Signer signer, String... namesAndValues) {
    return at(new TestClock(), signer, namesAndValues);
  }

  static ApiKeyVerifier at(Clock clock, Signer signer, String... namesAndValues) {
    return withKeys(clock, Signer.jwks(signer), namesAndValues);
  }

  public static ApiKeyVerifier withKeys(Clock clock, String keys, String... namesAndValues) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("verify.keys", keys);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(clock, properties);
  }

  /** Takes names without {@code nexus.auth.} before them. */
  public static ApiKeyVerifier of(Clock clock, Map<String, String> properties) {
    return ApiKeyVerifier.create(settings(properties), clock, Verifiers.class.getClassLoader());
  }

  static GateSettings settings(Map<String, String> properties) {
    Map<String, String> named = new LinkedHashMap<>();
    properties.forEach((name, value) -> named.put("nexus.auth." + name, value));
    return GateSettings.from(Configuration.of(PropertySource.of("a test", named)));
  }

  public static VerifiedApiKey verified(ApiKeyVerifier verifier, String text) {
    VerificationResult verification = verifier.verify(List.of(text));
    assertThat(verification).isInstanceOf(Verified.class);
    return ((Verified) verification).key();
  }

  public static KeyDenied denied(ApiKeyVerifier verifier, String... values) {
    VerificationResult verification = verifier.verify(List.of(values));
    assertThat(verification).isInstanceOf(KeyDenied.class);
    return (KeyDenied) verification;
  }

  public static void assertInvalid(ApiKeyVerifier verifier, String text) {
    assertThat(denied(verifier, text).reason()).isEqualTo(Reason.KEY_INVALID);
  }

  /** Returns the parsed text; null when it is no compact JWS. */
  static @Nullable CompactJws parse(String text) {
    return CompactJws.parse(text) instanceof CompactJws jws ? jws : null;
  }
}
