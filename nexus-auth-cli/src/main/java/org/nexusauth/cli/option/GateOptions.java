package org.nexusauth.cli.option;

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

/** The settings of the application that a key is sent to: options in place of its properties. */
public final class GateOptions {

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
          "The iss that the application expects; with the id of a key or a signing key, the iss of"
              + " its keys, empty if they have none.")
  private @Nullable String issuer;

  @Option(
      names = "--audience",
      paramLabel = "AUD",
      description =
          "The audiences that the application accepts, separated by commas; one must be in aud.")
  private @Nullable String audiences;

  @Option(
      names = "--type",
      paramLabel = "TYP",
      description = "The typ that the application expects.")
  private @Nullable String types;

  @Option(
      names = "--skew",
      paramLabel = "DURATION",
      description = "How far clocks may be apart. Default: 60 seconds.")
  private @Nullable String skew;

  @Option(
      names = "--max-lifetime",
      paramLabel = "DURATION",
      description = "The longest lifetime that the application accepts.")
  private @Nullable String maxLifetime;

  @Option(
      names = "--expiry-not-required",
      description = "The application accepts keys that never expire.")
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
      description =
          "The maximum length that the application accepts, in characters. Default: 4096.")
  private @Nullable String maxLength;

  @Mixin private ClaimNameOptions claims = new ClaimNameOptions();

  /** Returns whether verification keys were given. */
  public boolean hasKeys() {
    return keys != null;
  }

  /** Returns the issuer as it was given; null if it was not. */
  public @Nullable String issuer() {
    return issuer;
  }

  /**
   * Returns the application's configuration; without verification keys no gate can be built of it.
   */
  public Configuration toConfiguration() {
    List<PropertySource> sources = new ArrayList<>();
    if (keys == null) {
      addSetting(sources, Setting.VERIFY_KEYS, "none", "no --keys");
    }
    addSetting(sources, Setting.VERIFY_KEYS_LOCATION, keys, "option --keys");
    addSetting(sources, Setting.VERIFY_ISSUER, issuer, "option --issuer");
    addSetting(sources, Setting.VERIFY_AUDIENCES, audiences, "option --audience");
    addSetting(sources, Setting.VERIFY_TYPES, types, "option --type");
    addSetting(sources, Setting.VERIFY_CLOCK_SKEW, skew, "option --skew");
    addSetting(sources, Setting.VERIFY_MAX_LIFETIME, maxLifetime, "option --max-lifetime");
    if (expiryNotRequired) {
      addSetting(sources, Setting.VERIFY_EXPIRY_REQUIRED, "false", "option --expiry-not-required");
    }
    addSetting(sources, Setting.VERIFY_DEFAULT_KEY_ID, defaultKeyId, "option --default-kid");
    addSetting(sources, Setting.TOKEN_HEADER, header, "option --header");
    addSetting(sources, Setting.TOKEN_PREFIX, prefix, "option --prefix");
    addSetting(sources, Setting.TOKEN_MAX_LENGTH, maxLength, "option --max-length");
    addClaimNames(sources, claims.claimNames());
    addSetting(
        sources, Setting.VERIFY_KEYS_REFRESH, "0", "explain"); // the program ends after one use
    addSetting(sources, Setting.CACHE_SIZE, "0", "explain");
    return Configuration.of(sources.toArray(PropertySource[]::new));
  }

  private static void addClaimNames(List<PropertySource> sources, ClaimNames names) {
    addSetting(
        sources, Setting.CLAIMS_INTEGRATION, names.integration(), "option --integration-claim");
    addSetting(
        sources, Setting.CLAIMS_ORGANIZATION, names.organization(), "option --organization-claim");
    addSetting(sources, Setting.CLAIMS_AGENT, names.agent(), "option --agent-claim");
    addSetting(
        sources, Setting.CLAIMS_PERMISSIONS, names.permissions(), "option --permissions-claim");
  }

  private static void addSetting(
      List<PropertySource> sources, Setting setting, @Nullable String value, String origin) {
    if (value != null) {
      sources.add(PropertySource.of(origin, Map.of(setting.property(), value)));
    }
  }
}
