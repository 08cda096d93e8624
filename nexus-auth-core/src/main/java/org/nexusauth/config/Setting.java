package org.nexusauth.config;

import java.util.Arrays;
import java.util.Optional;

/** The properties that there are. Each is explained in {@code docs/configuration.md}. */
public enum Setting {
  VERIFY_KEYS("verify.keys", "a JWK set, a JWK or a PEM public key"),
  VERIFY_KEYS_LOCATION(
      "verify.keys.location", "classpath:/api-keys.jwks, file:keys.jwks or https://…"),
  VERIFY_KEYS_REFRESH("verify.keys.refresh", "300 or PT5M"),
  VERIFY_DEFAULT_KEY_ID("verify.default.key.id", "2026-11"),
  VERIFY_ISSUER("verify.issuer", "https://api.example.com"),
  VERIFY_AUDIENCES("verify.audiences", "https://api.example.com,https://admin.example.com"),
  VERIFY_TYPES("verify.types", "JWT,at+jwt"),
  VERIFY_CLOCK_SKEW("verify.clock.skew", "60 or PT1M"),
  VERIFY_EXPIRY_REQUIRED("verify.expiry.required", "true or false"),
  VERIFY_MAX_LIFETIME("verify.max.lifetime", "P90D"),
  VERIFY_PROVIDER("verify.provider", "AmazonCorrettoCryptoProvider"),
  CLAIMS_INTEGRATION("claims.integration", "integrationId"),
  CLAIMS_ORGANIZATION("claims.organization", "organizationId"),
  CLAIMS_AGENT("claims.agent", "agentId"),
  CLAIMS_PERMISSIONS("claims.permissions", "permissions"),
  TOKEN_HEADER("token.header", "api-key"),
  TOKEN_PREFIX("token.prefix", "nxs_"),
  TOKEN_MAX_LENGTH("token.max.length", "4096"),
  CACHE_SIZE("cache.size", "10000"),
  REALM("realm", "nexus"),
  PATHS_EXCLUDE("paths.exclude", "/health,/public/*"),
  PATHS_PERMISSIONS("paths.permissions", "/api/*=read,POST /api/*=read+write"),
  JAXRS_PROTECT("jaxrs.protect", "annotated or all"),
  CORS_PREFLIGHT("cors.preflight", "refuse or pass"),
  STATUS_STORE("status.store", "none, memory or the name of a store of yours");

  /** What all names start with. */
  public static final String PREFIX = "nexus.auth.";

  private final String property;
  private final String example;

  Setting(String suffix, String example) {
    this.property = PREFIX + suffix;
    this.example = example;
  }

  /** Returns the property's name. */
  public String property() {
    return property;
  }

  /** Returns an example, or what there is to choose from. */
  public String example() {
    return example;
  }

  /** Returns the setting of this name. */
  public static Optional<Setting> named(String name) {
    return Arrays.stream(values()).filter(setting -> setting.property.equals(name)).findFirst();
  }
}
