package org.nexusauth.sample.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.PropertySource;
import org.nexusauth.keys.ApiKeyIssuer;
import org.nexusauth.keys.IssuedKey;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyException;
import org.nexusauth.keys.SigningKeyFile;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerificationResult.Verified;

/**
 * The signing key and the demo keys of a folder: made when they are missing, else kept. Whether a
 * kept key is still valid is decided by the verifier that decides at each request, too.
 */
final class DemoKeys {

  /** Who issues the sample's keys. A name, no address: the sample may move to another port. */
  static final String ISSUER = "nexus-sample";

  static final Duration LIFETIME = Duration.ofDays(30);

  private static final String SIGNING_KEY = "signing.jwk";
  private static final String PUBLIC_KEYS = "api-keys.jwks";

  private final DataFolder folder;
  private final Clock clock;
  private final SigningKey signingKey;

  private DemoKeys(DataFolder folder, Clock clock, SigningKey signingKey) {
    this.folder = folder;
    this.clock = clock;
    this.signingKey = signingKey;
  }

  static DemoKeys open(DataFolder folder, Clock clock) {
    try {
      DemoKeys keys = new DemoKeys(folder, clock, signingKey(folder, clock));
      folder.writeText(PUBLIC_KEYS, keys.signingKey.publicJwks());
      return keys;
    } catch (SigningKeyException e) {
      throw LaunchException.of(e.getMessage() + ". Correct or remove the file, then start again");
    }
  }

  /** What the application verifies with: the public half alone. */
  static Path publicKeys(DataFolder folder) {
    return folder.file(PUBLIC_KEYS);
  }

  /** A new key in the place of one that was revoked. */
  DemoKey replace(DemoKey revoked) {
    return issueKey(revoked.kind(), issuer(), true);
  }

  private ApiKeyIssuer issuer() {
    return ApiKeyIssuer.builder(signingKey, ISSUER).clock(clock).build();
  }

  List<DemoKey> all() {
    ApiKeyIssuer issuer = issuer();
    try (ApiKeyVerifier verifier = createVerifier()) {
      return Arrays.stream(DemoKey.Kind.values())
          .map(kind -> keepOrIssue(kind, verifier, issuer))
          .toList();
    }
  }

  /**
   * Not a gate around it: a gate logs its denials, and logging before Payara has set up its
   * handlers replaces them.
   */
  private ApiKeyVerifier createVerifier() {
    Map<String, String> settings =
        Map.of(
            "nexus.auth.verify.keys",
            signingKey.publicJwks(),
            "nexus.auth.verify.issuer",
            ISSUER,
            "nexus.auth.verify.clock.skew",
            "0");
    return ApiKeyVerifier.create(
        GateSettings.from(Configuration.of(PropertySource.of("the launcher", settings))),
        clock,
        DemoKeys.class.getClassLoader());
  }

  private DemoKey keepOrIssue(DemoKey.Kind kind, ApiKeyVerifier verifier, ApiKeyIssuer issuer) {
    Optional<String> kept = folder.readText(kind.file());
    return kept.flatMap(text -> findValid(kind, text, verifier))
        .orElseGet(() -> issueKey(kind, issuer, kept.isPresent()));
  }

  private static Optional<DemoKey> findValid(
      DemoKey.Kind kind, String text, ApiKeyVerifier verifier) {
    if (verifier.verify(List.of(text)) instanceof Verified verified) {
      return verified.key().expiresAt().map(end -> new DemoKey(kind, text, end, false));
    }
    return Optional.empty();
  }

  private DemoKey issueKey(DemoKey.Kind kind, ApiKeyIssuer issuer, boolean renewed) {
    IssuedKey key = issuer.issue(kind.newRequest().expiresIn(LIFETIME).build());
    folder.writeText(kind.file(), key.text());
    return new DemoKey(kind, key.text(), key.expiresAt(), renewed);
  }

  private static SigningKey signingKey(DataFolder folder, Clock clock) {
    Path file = folder.file(SIGNING_KEY);
    if (Files.exists(file)) {
      return SigningKeyFile.read(file);
    }
    // Named after its day: a folder that was emptied does not bring an old id back.
    String id =
        "sample-" + DateTimeFormatter.ISO_INSTANT.withZone(ZoneOffset.UTC).format(clock.instant());
    SigningKey made = SigningKey.generate(id);
    SigningKeyFile.write(made, file);
    return made;
  }
}
