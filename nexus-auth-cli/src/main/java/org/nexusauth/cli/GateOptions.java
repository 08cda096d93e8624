package org.nexusauth.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ClaimNames;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.PropertySource;
import org.nexusauth.config.Setting;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the door is set up whose verdict is asked for: options in place of its properties. */
final class GateOptions {

  @Option(
      names = "--keys",
      paramLabel = "LOCATION",
      description =
          "The verification keys: a file or an https: address with a JWK set, a JWK or a PEM."
              + " Without it the signature is not checked.")
  private @Nullable String keys;

  @Option(
      names = "--issuer",
      paramLabel = "ISS",
      description =
          "The iss that the door asks for; for the id of a key or a signing key, the iss of its keys,"
              + " empty if they have none.")
  private @Nullable String issuer;

  @Option(
      names = "--audience",
      paramLabel = "AUD",
      description = "The audiences of the door, with commas; one must be in aud.")
  private @Nullable String audiences;

  @Option(names = "--type", paramLabel = "TYP", description = "The typ that the door asks for.")
  private @Nullable String types;

  @Option(
      names = "--skew",
      paramLabel = "DURATION",
      description = "How far clocks may be apart. Default: 60 seconds.")
  private @Nullable String skew;

  @Option(
      names = "--max-lifetime",
      paramLabel = "DURATION",
      description = "The longest lifetime that the door accepts.")
  private @Nullable String maxLifetime;

  @Option(names = "--expiry-not-required", description = "The door accepts keys that never expire.")
  private boolean expiryNotRequired;

  @Option(
      names = "--default-kid",
      paramLabel = "ID",
      description = "The verification key for keys without kid.")
  private @Nullable String defaultKeyId;

  @Option(
      names = "--header",
      paramLabel = "NAME",
      description =
          "The header that the key is sent in. Default: api-key. With Authorization the value begins"
              + " with Bearer and one space.")
  private @Nullable String header;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What may stand before a key, for example nxs_.")
  private @Nullable String prefix;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "The most characters that the door accepts. Default: 4096.")
  private @Nullable String maxLength;

  @Mixin private ClaimNameOptions claims = new ClaimNameOptions();

  boolean hasKeys() {
    return keys != null;
  }

  @Nullable String issuer() {
    return issuer;
  }

  /** The door's configuration; without verification keys one that can only be looked at. */
  Configuration configuration() {
    List<PropertySource> sources = new ArrayList<>();
    if (keys == null) {
      add(sources, Setting.VERIFY_KEYS, "none", "no --keys");
    }
    add(sources, Setting.VERIFY_KEYS_LOCATION, keys, "option --keys");
    add(sources, Setting.VERIFY_ISSUER, issuer, "option --issuer");
    add(sources, Setting.VERIFY_AUDIENCES, audiences, "option --audience");
    add(sources, Setting.VERIFY_TYPES, types, "option --type");
    add(sources, Setting.VERIFY_CLOCK_SKEW, skew, "option --skew");
    add(sources, Setting.VERIFY_MAX_LIFETIME, maxLifetime, "option --max-lifetime");
    if (expiryNotRequired) {
      add(sources, Setting.VERIFY_EXPIRY_REQUIRED, "false", "option --expiry-not-required");
    }
    add(sources, Setting.VERIFY_DEFAULT_KEY_ID, defaultKeyId, "option --default-kid");
    add(sources, Setting.TOKEN_HEADER, header, "option --header");
    add(sources, Setting.TOKEN_PREFIX, prefix, "option --prefix");
    add(sources, Setting.TOKEN_MAX_LENGTH, maxLength, "option --max-length");
    addClaimNames(sources, claims.names());
    add(sources, Setting.VERIFY_KEYS_REFRESH, "0", "explain"); // asked once, then it ends
    add(sources, Setting.CACHE_SIZE, "0", "explain");
    return Configuration.of(sources.toArray(PropertySource[]::new));
  }

  private static void addClaimNames(List<PropertySource> sources, ClaimNames names) {
    add(sources, Setting.CLAIMS_INTEGRATION, names.integration(), "option --integration-claim");
    add(sources, Setting.CLAIMS_ORGANIZATION, names.organization(), "option --organization-claim");
    add(sources, Setting.CLAIMS_AGENT, names.agent(), "option --agent-claim");
    add(sources, Setting.CLAIMS_PERMISSIONS, names.permissions(), "option --permissions-claim");
  }

  private static void add(
      List<PropertySource> sources, Setting setting, @Nullable String value, String origin) {
    if (value != null) {
      sources.add(PropertySource.of(origin, Map.of(setting.property(), value)));
    }
  }
}
