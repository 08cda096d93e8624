package org.nexusauth.cli.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.GateOptions;
import org.nexusauth.cli.option.KeySource;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Subject;
import org.nexusauth.verify.ApiKeyVerifier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which keys a command is about: named by an id, or by a key's text. */
final class SubjectOptions {

  /** The longest id that a key is accepted with. */
  private static final int MAX_ID = 255;

  @Option(
      names = "--key-id",
      paramLabel = "ID",
      description =
          "One key, by its jti; needs --issuer, --organization and --integration of the key, too.")
  private @Nullable String keyId;

  @Option(
      names = "--integration",
      paramLabel = "ID",
      description = "All keys of an integration; with --key-id, the key's integration.")
  private @Nullable String integration;

  @Option(names = "--agent", paramLabel = "ID", description = "All keys of an agent.")
  private @Nullable String agent;

  @Option(
      names = "--organization",
      paramLabel = "ID",
      description = "All keys of an organization; with --key-id, the key's organization.")
  private @Nullable String organization;

  @Option(
      names = "--signing-key",
      paramLabel = "KID",
      description = "All keys that one signing key signed.")
  private @Nullable String signingKey;

  @ArgGroup private @Nullable KeySource source;

  @Mixin private GateOptions gateOptions = new GateOptions();

  /**
   * What the command is about.
   *
   * @param subject what was named
   * @param key the ids of a key that was given as text; else null
   */
  record Named(Subject subject, @Nullable KeySubject key) {

    /** Returns when the key that was given as text expires; null for never and for all others. */
    @Nullable Instant expiresAt() {
      return Optional.ofNullable(key).map(KeySubject::expiresAt).orElse(null);
    }

    /** Returns all subjects of a key that was given as text, else the one that was named. */
    List<Subject> subjects() {
      return Optional.ofNullable(key).map(KeySubject::subjects).orElse(List.of(subject));
    }
  }

  Named readSubject(Console console) {
    List<Subject> named = namedSubjects();
    if (named.size() > 1) {
      throw CliException.usage(
          "several subjects given: name one key, integration, agent, organization or signing key");
    }
    if (named.isEmpty()) {
      return readKeyText(console);
    }
    return new Named(named.get(0), null);
  }

  private List<Subject> namedSubjects() {
    requireId("--key-id", keyId);
    requireId("--integration", integration);
    requireId("--agent", agent);
    requireId("--organization", organization);
    requireId("--signing-key", signingKey);
    if ((keyId != null || signingKey != null) && gateOptions.issuer() == null) {
      throw CliException.usage(
          "ids of keys and signing keys are their issuer's: add --issuer with the iss of the keys,"
              + " or --issuer \"\" if they have none");
    }
    String issuer =
        Optional.ofNullable(gateOptions.issuer()).filter(iss -> !iss.isEmpty()).orElse(null);
    List<Subject> named = new ArrayList<>();
    if (keyId != null) {
      named.add(keySubject(issuer, keyId));
    } else {
      Optional.ofNullable(integration).map(Subject::integration).ifPresent(named::add);
      Optional.ofNullable(organization).map(Subject::organization).ifPresent(named::add);
    }
    Optional.ofNullable(agent).map(Subject::agent).ifPresent(named::add);
    Optional.ofNullable(signingKey).map(id -> Subject.signingKey(issuer, id)).ifPresent(named::add);
    return named;
  }

  private Subject keySubject(@Nullable String issuer, String id) {
    if (organization == null || integration == null) {
      throw CliException.usage(
          "the id of a key is its integration's: add --organization and --integration of the key");
    }
    return Subject.key(issuer, organization, integration, id);
  }

  /** An id that no key can have would be stored and match nothing, which looks like a success. */
  private static void requireId(String option, @Nullable String id) {
    if (id != null && (id.length() > MAX_ID || id.chars().anyMatch(Character::isISOControl))) {
      throw CliException.usage(
          option
              + " must have "
              + MAX_ID
              + " characters at most and no control characters: no id has them");
    }
  }

  private Named readKeyText(Console console) {
    if (!gateOptions.hasKeys()) {
      throw CliException.usage(
          "no subject given: add --key-id, --integration, --agent, --organization or --signing-key;"
              + " or --keys with the verification keys, and the key's text on standard input");
    }
    String text = KeySource.readKey(source, console);
    try (ApiKeyVerifier verifier = createVerifier(console)) {
      KeySubject key =
          verifier
              .subjectOf(text)
              .orElseThrow(
                  () -> CliException.denied("the key is not genuine; nexus-auth explain says why"));
      return new Named(Subject.of(key), key);
    }
  }

  private ApiKeyVerifier createVerifier(Console console) {
    GateSettings settings;
    try {
      settings = GateSettings.from(gateOptions.toConfiguration());
    } catch (ConfigurationException e) {
      throw CliException.usage(String.valueOf(e.getMessage()));
    }
    try {
      return ApiKeyVerifier.create(
          settings, console.clock(), SubjectOptions.class.getClassLoader());
    } catch (ConfigurationException e) {
      throw CliException.file(String.valueOf(e.getMessage()));
    }
  }
}
