package org.nexusauth.revocation;

import org.jspecify.annotations.Nullable;

/**
 * What can be revoked or switched off.
 *
 * <p>The id of a key means something within its issuer, organization and integration alone: a
 * {@code jti} is unique for its issuer at best, and no organization may revoke a key of another
 * one.
 *
 * @param kind what it is
 * @param issuer the issuer of a key or a signing key; null for keys without one, and for all other
 *     kinds
 * @param organizationId the organization of a key; null for all other kinds
 * @param integrationId the integration of a key; null for all other kinds
 * @param id its id
 */
public record Subject(
    Kind kind,
    @Nullable String issuer,
    @Nullable String organizationId,
    @Nullable String integrationId,
    String id) {

  /** What a subject can be. */
  public enum Kind {
    /** One key. */
    KEY(1),
    /** All keys of an integration. */
    INTEGRATION(2),
    /** All keys of an agent. */
    AGENT(3),
    /** All keys of an organization. */
    ORGANIZATION(4),
    /** All keys signed with one key. */
    SIGNING_KEY(5);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** Returns the number that stands for it in stores, 1 to 5; it never changes. */
    public int code() {
      return code;
    }

    /**
     * Returns the kind of a number.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Kind ofCode(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("there is no kind of subject with the code " + code);
    }

    boolean belongsToIssuer() {
      return this == KEY || this == SIGNING_KEY;
    }
  }

  /**
   * Checks that only keys and signing keys have an issuer, and that keys alone have an organization
   * and an integration.
   *
   * @throws IllegalArgumentException when another kind has one, a key lacks one, or the id is empty
   */
  public Subject {
    if (issuer != null && !kind.belongsToIssuer()) {
      throw new IllegalArgumentException("a subject of kind " + kind + " has no issuer");
    }
    requireOwner(kind, "an organization", organizationId);
    requireOwner(kind, "an integration", integrationId);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a subject's id must not be empty");
    }
  }

  private static void requireOwner(Kind kind, String what, @Nullable String owner) {
    if (kind == Kind.KEY && owner == null) {
      throw new IllegalArgumentException("a subject of kind " + kind + " needs " + what);
    }
    if (kind != Kind.KEY && owner != null) {
      throw new IllegalArgumentException("a subject of kind " + kind + " has no " + what);
    }
  }

  /** Returns one key as a subject. */
  public static Subject key(
      @Nullable String issuer, String organizationId, String integrationId, String keyId) {
    return new Subject(Kind.KEY, issuer, organizationId, integrationId, keyId);
  }

  /** Returns one key, whose ids are known, as a subject. */
  public static Subject of(KeySubject key) {
    return key(key.issuer(), key.organizationId(), key.integrationId(), key.keyId());
  }

  /** Returns all keys of an integration as a subject. */
  public static Subject integration(String id) {
    return new Subject(Kind.INTEGRATION, null, null, null, id);
  }

  /** Returns all keys of an agent as a subject. */
  public static Subject agent(String id) {
    return new Subject(Kind.AGENT, null, null, null, id);
  }

  /** Returns all keys of an organization as a subject. */
  public static Subject organization(String id) {
    return new Subject(Kind.ORGANIZATION, null, null, null, id);
  }

  /** Returns all keys signed with one key as a subject. */
  public static Subject signingKey(@Nullable String issuer, String keyId) {
    return new Subject(Kind.SIGNING_KEY, issuer, null, null, keyId);
  }
}
