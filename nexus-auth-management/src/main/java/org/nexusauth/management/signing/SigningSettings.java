package org.nexusauth.management.signing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What signing keys are kept for, and how.
 *
 * @param issuer the issuer of the keys that are signed: {@code nexus.auth.verify.issuer}
 * @param refresh how often verifiers read the published keys: {@code
 *     nexus.auth.verify.keys.refresh}
 * @param secrets encrypt the private parts; null where {@code nexus.auth.management.secret} is not
 *     set: then no signing key can be made or used, only published
 */
public record SigningSettings(
    String issuer, Duration refresh, @Nullable ManagementSecrets secrets) {

  /** A verifier reads when its time has come and the read before has ended. */
  private static final Duration MAX_READ = Duration.ofSeconds(30);

  /** Returns how long a key is published before it signs: until all verifiers have read it. */
  Duration publication() {
    if (refresh.compareTo(MAX_READ) < 0) {
      return refresh.multipliedBy(2);
    }
    return refresh.plus(MAX_READ);
  }
}
