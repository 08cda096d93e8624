package org.nexusauth.cli.apikey;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.SettingOptions;
import org.nexusauth.config.PropertySource;
import org.nexusauth.config.Setting;
import picocli.CommandLine.Option;

/** How the text of a key is verified. */
final class VerificationOptions implements SettingOptions {

  @Option(
      names = "--issuer",
      paramLabel = "ISS",
      description = "The iss that keys must have. Default: NEXUS_AUTH_VERIFY_ISSUER.")
  private @Nullable String issuer;

  @Option(
      names = "--keys",
      paramLabel = "LOCATION",
      description =
          "The verification keys: a file or an https: address with a JWK set, a JWK or a PEM."
              + " Default: NEXUS_AUTH_VERIFY_KEYS_LOCATION, else the signing keys in the store.")
  private @Nullable String keys;

  @Override
  public PropertySource toSource() {
    Map<String, String> values = new LinkedHashMap<>();
    if (issuer != null) {
      values.put(Setting.VERIFY_ISSUER.property(), issuer);
    }
    if (keys != null) {
      values.put(Setting.VERIFY_KEYS_LOCATION.property(), keys);
    }
    return PropertySource.of("option --issuer or --keys", values);
  }

  /** The signing keys in the store are an issuer's; keys of a location may be of several. */
  @Override
  public boolean needsIssuer() {
    return keys == null;
  }
}
