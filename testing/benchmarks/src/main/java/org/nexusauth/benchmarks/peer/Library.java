package org.nexusauth.benchmarks.peer;

/** Who checks keys. */
public enum Library {
  /** The signature alone, by objects that are created for each check. */
  RAW,
  /** The signature alone, by an object that one thread uses again and again. */
  RAW_REUSED,
  /** Ours, without its cache. */
  NEXUS,
  /** Our whole servlet filter, without its cache. */
  NEXUS_FILTER,
  /** Our whole servlet filter, which caches each key and forgets it before it comes again. */
  NEXUS_FILTER_CACHING,
  /** Auth0's java-jwt. */
  AUTH0,
  /** FusionAuth JWT. */
  FUSIONAUTH,
  /** jose4j's JwtConsumer. */
  JOSE4J,
  /** Nimbus JOSE + JWT. */
  NIMBUS,
  /** SmallRye JWT. */
  SMALLRYE,
  /** Spring Security's decoder over Nimbus. */
  SPRING;

  /** A small part of the keys that take turns. */
  private static final int SMALL_CACHE = 64;

  /** Returns whether it checks keys of this algorithm with what it brings. */
  public boolean does(String algorithm) {
    return switch (this) {
      case AUTH0, SPRING -> !algorithm.equals("EdDSA");
      case FUSIONAUTH -> !algorithm.equals("EdDSA"); // it wants the newer name, Ed25519
      case NIMBUS -> !algorithm.equals("EdDSA"); // only with Tink beside it
      default -> true;
    };
  }

  /** Returns a check of keys by what is trusted. */
  public KeyCheck check(Trust trust) {
    return switch (this) {
      case RAW -> RawCheck.creating(trust);
      case RAW_REUSED -> RawCheck.reusing(trust);
      case NEXUS -> NexusCheck.cold(trust);
      case NEXUS_FILTER -> NexusCheck.filter(trust, 0);
      case NEXUS_FILTER_CACHING -> NexusCheck.filter(trust, SMALL_CACHE);
      case AUTH0 -> Auth0Check.create(trust);
      case FUSIONAUTH -> FusionAuthCheck.create(trust);
      case JOSE4J -> Jose4jCheck.create(trust);
      case NIMBUS -> NimbusCheck.create(trust);
      case SMALLRYE -> SmallRyeCheck.create(trust);
      case SPRING -> SpringCheck.create(trust);
    };
  }
}
