package org.nexusauth.revocation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A revocation: permanent, for a whole subject or for its keys issued before an instant.
 *
 * @param subject what is revoked
 * @param effectiveAt when it takes effect: immediately and on every node, if it is not after now by
 *     the clock of the node that writes it; a later one is compared by each node with its own clock
 * @param issuedBefore null revokes the whole subject, else only keys whose {@code iat} is this
 *     instant, an earlier one, or missing. The instant itself is included because {@code iat}
 *     counts whole seconds: a key of that second may be older than the instant
 * @param until when all keys that it applies to have expired, so that it may be deleted; null if
 *     that is not known: it is then kept permanently
 * @param reason why, for people who operate; never sent to clients
 */
public record Revocation(
    Subject subject,
    Instant effectiveAt,
    @Nullable Instant issuedBefore,
    @Nullable Instant until,
    String reason) {

  /** Checks that nothing is null that must not be. */
  public Revocation {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(effectiveAt, "effectiveAt");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * Returns whether this revocation makes another one of the same subject redundant: it applies to
   * all its keys, no later, and is kept as long. A store keeps what no other one that it has
   * covers.
   */
  public boolean covers(Revocation other) {
    return isNoEarlier(issuedBefore, other.issuedBefore)
        && isNoEarlier(until, other.until)
        && !effectiveAt.isAfter(other.effectiveAt);
  }

  /** Returns whether one instant is no earlier than another one; null is later than all. */
  public static boolean isNoEarlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && !one.isBefore(other));
  }

  /** Returns this revocation, kept as long as another one or longer. */
  Revocation keptAsLongAs(Revocation other) {
    if (isNoEarlier(until, other.until)) {
      return this;
    }
    return new Revocation(subject, effectiveAt, issuedBefore, other.until, reason);
  }

  /** Returns this revocation, in force at an instant. */
  Revocation noLaterThan(Instant latest) {
    if (effectiveAt.isAfter(latest)) {
      return new Revocation(subject, latest, issuedBefore, until, reason);
    }
    return this;
  }

  /**
   * Returns whether a key of this subject is revoked at an instant: at {@code effectiveAt} and
   * later; with {@code issuedBefore} only a key that was issued at that instant or before it, or
   * that has no {@code iat}.
   */
  public boolean appliesTo(KeySubject key, Instant now) {
    return includes(issuedBefore, key.issuedAt()) && !effectiveAt.isAfter(now);
  }

  /**
   * Returns whether a key issued at one instant is among those issued before another one.
   *
   * @param issuedBefore null includes all keys
   * @param issuedAt null is always included
   */
  public static boolean includes(@Nullable Instant issuedBefore, @Nullable Instant issuedAt) {
    // iat == issuedBefore is included.
    return issuedBefore == null || issuedAt == null || !issuedAt.isAfter(issuedBefore);
  }
}
