package org.nexusauth.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.Limits;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.verify.VerifiedApiKey;

/** The gate's decision on a request: {@link Granted} or {@link Denied}. Immutable. */
public sealed interface Decision {

  /**
   * The request may pass.
   *
   * @param key the caller's key
   * @param limits what is left of the key's limits; null where there are none
   */
  record Granted(VerifiedApiKey key, @Nullable Limits limits) implements Decision {

    /** A grant without limits. */
    public Granted(VerifiedApiKey key) {
      this(key, null);
    }
  }

  /** Returns the caller's key where it verified, else null. */
  @Nullable VerifiedApiKey key();

  /** Returns what is left of the key's limits; null where there are none, or no key verified. */
  @Nullable Limits limits();

  /**
   * The request is denied.
   *
   * @param reason why
   * @param detail the exact cause, for logs and operators; never sent to clients, holds no key text
   * @param missing what the caller lacks, which the hint names; null for every other reason than
   *     {@link Reason#PERMISSION_MISSING}, and where it is not known
   * @param retryAfter when it is worth trying again, or null when that is unknown or never
   * @param key the key when it verified before the request was denied, else null
   * @param rotation the rotation in which the key was replaced, which the hint names; null for
   *     every other reason than {@link Reason#KEY_REVOKED}, and where the key ended for another
   *     reason
   * @param limits what is left of the key's limits; null where there are none, or no key verified
   */
  record Denied(
      Reason reason,
      String detail,
      @Nullable MissingPermissions missing,
      @Nullable Duration retryAfter,
      @Nullable VerifiedApiKey key,
      @Nullable RotationNotice rotation,
      @Nullable Limits limits)
      implements Decision {

    /**
     * Checks the reason.
     *
     * @throws IllegalArgumentException when permissions are missing, or the key was replaced, for
     *     another reason
     */
    public Denied {
      if (missing != null && reason != Reason.PERMISSION_MISSING) {
        throw new IllegalArgumentException("permissions are not missing for " + reason.code());
      }
      if (rotation != null && reason != Reason.KEY_REVOKED) {
        throw new IllegalArgumentException("a rotation is no cause of " + reason.code());
      }
    }

    /** A denial without a key and without a time to try again. */
    public Denied(Reason reason, String detail) {
      this(reason, detail, null, null, null, null, null);
    }

    /** Returns a denial of a caller who lacks permissions or roles. */
    public static Denied permissionMissing(MissingPermissions missing) {
      return new Denied(
          Reason.PERMISSION_MISSING, missing.describe(), missing, null, null, null, null);
    }

    /**
     * Returns a denial of a revoked key.
     *
     * @param cause the reason of the revocation, which may be a {@link RotationNotice}
     */
    public static Denied keyRevoked(String cause) {
      RotationNotice rotation = RotationNotice.find(cause).orElse(null);
      return new Denied(Reason.KEY_REVOKED, cause, null, null, null, rotation, null);
    }

    /** Returns this denial of the caller with a key. */
    public Denied withKey(@Nullable VerifiedApiKey value) {
      return new Denied(reason, detail, missing, retryAfter, value, rotation, limits);
    }

    /** Returns this denial with the time after which it is worth trying again. */
    public Denied withRetryAfter(Duration value) {
      return new Denied(reason, detail, missing, value, key, rotation, limits);
    }

    /** Returns this denial with what is left of the key's limits. */
    public Denied withLimits(@Nullable Limits value) {
      return new Denied(reason, detail, missing, retryAfter, key, rotation, value);
    }

    /** Returns the denial of a request that exceeds limits. */
    public static Denied rateLimited(VerifiedApiKey key, Limits limits) {
      String detail = "the store of limits did not answer in time";
      if (!limits.isUnknown()) {
        detail =
            "over the limit of plan %s: %s"
                .formatted(limits.plan().name(), String.join(", ", limits.exceededPolicies()));
      }
      return new Denied(Reason.RATE_LIMITED, detail)
          .withKey(key)
          .withRetryAfter(limits.untilReset())
          .withLimits(limits);
    }
  }
}
