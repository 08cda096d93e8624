package org.nexusauth.revocation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A revocation: terminal, for a subject as a whole or for its keys issued before a moment.
 *
 * @param subject what is revoked
 * @param effectiveAt from when on. A moment that has come by the clock of the node that writes
 *     means at once, on every node; a later one is compared by each node with its own clock
 * @param issuedBefore null revokes the whole subject, else only keys whose {@code iat} is this
 *     moment, an earlier one, or missing. The moment itself is included because {@code iat} counts
 *     whole seconds: a key of that second may be older than the moment
 * @param until when no key that it meets can be good any more, so that it may be forgotten; null
 *     when that is not known: it is then kept for ever
 * @param reason why, for people who operate; never in a refusal
 */
public record Revocation(
    Subject subject,
    Instant effectiveAt,
    @Nullable Instant issuedBefore,
    @Nullable Instant until,
    String reason) {

  /** Checks that all is there that must be. */
  public Revocation {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(effectiveAt, "effectiveAt");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * Returns whether this one leaves nothing to another one of the same subject: it meets all its
   * keys, no later, and is kept as long. A store keeps what no other one that it has covers.
   */
  public boolean covers(Revocation other) {
    return reaches(issuedBefore, other.issuedBefore)
        && reaches(until, other.until)
        && !effectiveAt.isAfter(other.effectiveAt);
  }

  /** Returns whether one moment is no earlier than another one; null is later than all. */
  public static boolean reaches(@Nullable Instant moment, @Nullable Instant other) {
    return moment == null || (other != null && !moment.isBefore(other));
  }

  /** Returns this one, kept as long as another one or longer. */
  Revocation keptAsLongAs(Revocation other) {
    return reaches(until, other.until)
        ? this
        : new Revocation(subject, effectiveAt, issuedBefore, other.until, reason);
  }

  /** Returns this one, in force at a moment. */
  Revocation noLaterThan(Instant moment) {
    return effectiveAt.isAfter(moment)
        ? new Revocation(subject, moment, issuedBefore, until, reason)
        : this;
  }

  /**
   * Returns whether a key of this subject is refused at a moment: at {@code effectiveAt} and later;
   * with {@code issuedBefore} only a key that was issued at that moment or before it, or that does
   * not say when.
   */
  public boolean meets(KeySubject key, Instant now) {
    return includes(issuedBefore, key.issuedAt()) && !effectiveAt.isAfter(now);
  }

  /** Returns whether a key issued at a moment is among those "issued before" another one. */
  public static boolean includes(@Nullable Instant issuedBefore, @Nullable Instant issuedAt) {
    // iat == issuedBefore is included.
    return issuedBefore == null || issuedAt == null || !issuedAt.isAfter(issuedBefore);
  }
}
