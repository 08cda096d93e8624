package org.nexusauth.revocation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Says, as the reason of a key's revocation, that the key was replaced in a rotation: {@code
 * rotated 2026-11-30T13:00:00Z}.
 *
 * <p>Each node recognizes it in its own index, and announces the end of the key to the clients that
 * still use it, whether the node has records of keys or not.
 *
 * @param startedAt when the rotation started, in whole seconds, in the years 1970 to 9999
 */
public record RotationNotice(Instant startedAt) {
  private static final String PREFIX = "rotated ";
  private static final int INSTANT_LENGTH = "2026-11-30T13:00:00Z".length();
  private static final Instant MAX = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Checks the instant.
   *
   * @throws IllegalArgumentException unless it is in whole seconds, in the years 1970 to 9999
   */
  public RotationNotice {
    Objects.requireNonNull(startedAt, "startedAt");
    if (!startedAt.equals(startedAt.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("startedAt must be in whole seconds: " + startedAt);
    }
    if (startedAt.isBefore(Instant.EPOCH) || startedAt.isAfter(MAX)) {
      throw new IllegalArgumentException(
          "startedAt must be in the years 1970 to 9999: " + startedAt);
    }
  }

  /**
   * Returns the notice of a rotation.
   *
   * @param startedAt when it started; a fraction of a second is cut off
   * @throws IllegalArgumentException unless it is in the years 1970 to 9999
   */
  public static RotationNotice of(Instant startedAt) {
    return new RotationNotice(startedAt.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Returns the text that the revocation has as its reason. */
  public String reason() {
    return PREFIX + startedAt;
  }

  /**
   * Returns the notice that a reason is, exactly as {@link #reason} writes it; empty for every
   * other text.
   */
  public static Optional<RotationNotice> find(String reason) {
    if (!reason.startsWith(PREFIX) || reason.length() != PREFIX.length() + INSTANT_LENGTH) {
      return Optional.empty();
    }
    try {
      RotationNotice found = new RotationNotice(Instant.parse(reason.substring(PREFIX.length())));
      // Only the form that is written: the parser also takes lower case, offsets and leap seconds.
      return Optional.of(found).filter(notice -> notice.reason().equals(reason));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
