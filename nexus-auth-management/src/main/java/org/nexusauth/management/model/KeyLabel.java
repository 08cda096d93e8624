package org.nexusauth.management.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people say of a key.
 *
 * @param name its name, 1 to 80 characters
 * @param environment where it is used
 * @param origin whether it was issued here
 * @param createdBy the operator who issued it; of an imported key who or what imported it
 * @param createdAt when the record was made
 * @param assignedPlan the plan that its record gives it instead of the one that the key claims;
 *     null for what the key claims
 */
public record KeyLabel(
    String name,
    Environment environment,
    Origin origin,
    String createdBy,
    Instant createdAt,
    @Nullable String assignedPlan) {

  /** Makes the label of a key that has the plan that it claims. */
  public KeyLabel(
      String name, Environment environment, Origin origin, String createdBy, Instant createdAt) {
    this(name, environment, origin, createdBy, createdAt, null);
  }

  /** Where a key comes from. */
  public enum Origin {
    /** Issued by this service. */
    ISSUED,
    /** Issued elsewhere, seen here: not managed, can be revoked. */
    IMPORTED
  }
}
