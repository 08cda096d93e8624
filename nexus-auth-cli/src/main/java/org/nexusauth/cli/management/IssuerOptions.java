package org.nexusauth.cli.management;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.SecretFile;
import org.nexusauth.config.PropertySource;
import picocli.CommandLine.Option;

/** Who issues keys, and the secret that encrypts the signing keys. */
public final class IssuerOptions implements SettingOptions {

  @Option(
      names = "--issuer",
      paramLabel = "ISS",
      description = "Who issues the keys (iss). Default: NEXUS_AUTH_VERIFY_ISSUER.")
  private @Nullable String issuer;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "A file with the secret that encrypts the signing keys, the current one in its first line."
              + " Default: NEXUS_AUTH_MANAGEMENT_SECRET. A secret is never an argument.")
  private @Nullable Path secretFile;

  @Override
  public PropertySource toSource() {
    Map<String, String> values = new LinkedHashMap<>();
    if (issuer != null) {
      values.put("nexus.auth.verify.issuer", issuer);
    }
    if (secretFile != null) {
      values.put(
          "nexus.auth.management.secret", SecretFile.readText(secretFile, "file of the secret"));
    }
    return PropertySource.of("option --issuer or --secret-file", values);
  }

  @Override
  public boolean needsIssuer() {
    return true;
  }
}
