package org.nexusauth.config;

import java.util.Arrays;
import java.util.Optional;

/** The properties. Each is explained in {@code docs/configuration.md}. */
public enum Setting {
  /** The verification keys themselves. */
  VERIFY_KEYS("verify.keys", "a JWK set, a JWK or a PEM public key"),
  /** Where the verification keys are read from. */
  VERIFY_KEYS_LOCATION(
      "verify.keys.location", "classpath:/api-keys.jwks, file:keys.jwks or https://…"),
  /** How often a location is read again. */
  VERIFY_KEYS_REFRESH("verify.keys.refresh", "300 or PT5M"),
  /** The verification key for tokens without {@code kid}. */
  VERIFY_DEFAULT_KEY_ID("verify.default.key.id", "2026-11"),
  /** The one accepted {@code iss}. */
  VERIFY_ISSUER("verify.issuer", "https://api.example.com"),
  /** {@code aud} must hold one of these. */
  VERIFY_AUDIENCES("verify.audiences", "https://api.example.com,https://admin.example.com"),
  /** The header's {@code typ} must be one of these. */
  VERIFY_TYPES("verify.types", "JWT,at+jwt"),
  /** How far the clocks of issuer and verifier may be apart. */
  VERIFY_CLOCK_SKEW("verify.clock.skew", "60 or PT1M"),
  /** Whether {@code exp} must be there. */
  VERIFY_EXPIRY_REQUIRED("verify.expiry.required", "true or false"),
  /** The longest {@code exp − iat}. */
  VERIFY_MAX_LIFETIME("verify.max.lifetime", "P90D"),
  /** The JCA provider that verifies signatures. */
  VERIFY_PROVIDER("verify.provider", "AmazonCorrettoCryptoProvider"),
  /** The name of the claim with the integration's id. */
  CLAIMS_INTEGRATION("claims.integration", "integrationId"),
  /** The name of the claim with the organization's id. */
  CLAIMS_ORGANIZATION("claims.organization", "organizationId"),
  /** The name of the claim with the agent's id. */
  CLAIMS_AGENT("claims.agent", "agentId"),
  /** The name of the claim with the permissions. */
  CLAIMS_PERMISSIONS("claims.permissions", "permissions"),
  /** The name of the header that carries the key. */
  TOKEN_HEADER("token.header", "api-key"),
  /** What may stand before the key and comes off once. */
  TOKEN_PREFIX("token.prefix", "nxs_"),
  /** The maximum number of characters of the header's value. */
  TOKEN_MAX_LENGTH("token.max.length", "4096"),
  /** How many verified keys are kept. */
  CACHE_SIZE("cache.size", "10000"),
  /** The challenge's realm. */
  REALM("realm", "nexus"),
  /** The paths that need no key. */
  PATHS_EXCLUDE("paths.exclude", "/health,/public/*"),
  /** The permissions that paths need. */
  PATHS_PERMISSIONS("paths.permissions", "/api/*=read,POST /api/*=read+write"),
  /** Which resources the JAX-RS filter guards. */
  JAXRS_PROTECT("jaxrs.protect", "annotated or all"),
  /** Whether CORS preflight requests without a key pass. */
  CORS_PREFLIGHT("cors.preflight", "refuse or pass"),
  /** The name of the revocation store. */
  REVOCATION_STORE("revocation.store", "none, memory, jdbc, redis or the name of a store of yours"),
  /** How old the replica of a replicated store may be. */
  REVOCATION_MAX_STALENESS("revocation.max.staleness", "30 or PT30S"),
  /** Whether a key whose status is not known is denied. */
  REVOCATION_ON_UNAVAILABLE("revocation.on.unavailable", "refuse or allow"),
  /** How long a query of a remote store may take. */
  REVOCATION_TIMEOUT("revocation.timeout", "PT0.2S"),
  /** How long the status of a valid key is cached with such a store. */
  REVOCATION_CACHE("revocation.cache", "0 or PT5S"),
  /** How often a replicated store is polled for changes. */
  REVOCATION_POLL("revocation.poll", "PT0.1S"),
  /** Whether the operator guarantees the durability of the store's engine. */
  REVOCATION_ASSUME_DURABLE("revocation.assume.durable", "true or false"),
  /** Whether requests are limited. */
  LIMIT_MODE("limit.mode", "off, observe or enforce"),
  /** The limits of a key without a plan. */
  LIMIT_DEFAULT("limit.default", "60/minute,1000/hour"),
  /** Named plans. */
  LIMIT_PLANS("limit.plans", "development=10/minute+100/hour,production=600/minute"),
  /** The store that nodes share. */
  LIMIT_STORE("limit.store", "local, redis or jdbc"),
  /** How nodes share limits. */
  LIMIT_SHARE("limit.share", "lease or exact"),
  /** What holds while the store does not answer. */
  LIMIT_ON_UNAVAILABLE("limit.on.unavailable", "local, full or deny"),
  /** Whether answers have the headers of the draft, too. */
  LIMIT_DRAFT_HEADERS("limit.draft.headers", "true or false"),
  /** The store that usage is kept in. */
  USAGE_STORE("usage.store", "none, jdbc or the name of a store of yours"),
  /** How often what was counted is written. */
  USAGE_FLUSH("usage.flush", "1 or PT5S"),
  /** How long usage by minutes is kept. */
  USAGE_RETENTION_MINUTES("usage.retention.minutes", "PT48H"),
  /** How long usage by hours is kept. */
  USAGE_RETENTION_HOURS("usage.retention.hours", "P90D"),
  /** How long usage by days is kept. */
  USAGE_RETENTION_DAYS("usage.retention.days", "P730D"),
  /** How long the error log is kept. */
  USAGE_RETENTION_DENIALS("usage.retention.denials", "P7D"),
  /** How many invalid keys an address may send a minute. */
  FAILURES_PER_MINUTE("failures.per.minute", "600"),
  /** The level at which denied requests are logged. */
  LOG_DENIALS("log.denials", "debug or info");

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

  /** Returns an example, or the values to choose from. */
  public String example() {
    return example;
  }

  /** Returns the setting of this name; empty when there is none. */
  public static Optional<Setting> findByName(String name) {
    return Arrays.stream(values()).filter(setting -> setting.property.equals(name)).findFirst();
  }
}
