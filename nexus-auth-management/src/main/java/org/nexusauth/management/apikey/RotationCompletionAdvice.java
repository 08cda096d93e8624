package org.nexusauth.management.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;

/** Says whether the old key of a rotation is no longer used. */
final class RotationCompletionAdvice {
  private static final Duration MIN_QUIET = Duration.ofHours(24);

  private final ApiKeyView predecessor;
  private final ApiKeyView successor;
  private final Rotation rotation;
  private final Instant now;

  RotationCompletionAdvice(
      ApiKeyView predecessor, ApiKeyView successor, Rotation rotation, Instant now) {
    this.predecessor = predecessor;
    this.successor = successor;
    this.rotation = rotation;
    this.now = now;
  }

  RotationProgress toProgress() {
    KeyState state = predecessor.state();
    if (state == KeyState.REVOKED || state == KeyState.EXPIRED) {
      return progress(true, "The old key has ended. Nothing is left to do.");
    }
    KeyUse newUse = successor.use();
    if (newUse == null) {
      return progress(
          false, "Not safe yet: the new key has not been used; %s.".formatted(describeOldUse()));
    }
    if (quietTime().compareTo(requiredQuiet()) < 0) {
      return progress(false, "Not safe yet: %s.".formatted(describeOldUse()));
    }
    return progress(
        true,
        "Safe to revoke: the new key is used since %s, %s."
            .formatted(newUse.firstAt().truncatedTo(ChronoUnit.SECONDS), describeQuiet()));
  }

  private RotationProgress progress(boolean safe, String advice) {
    return new RotationProgress(predecessor, successor, safe, advice);
  }

  private Duration requiredQuiet() {
    if (rotation.grace().compareTo(MIN_QUIET) > 0) {
      return rotation.grace();
    }
    return MIN_QUIET;
  }

  /** Of an old key that was never used: since the rotation began. */
  private Duration quietTime() {
    KeyUse use = predecessor.use();
    if (use == null) {
      return Duration.between(rotation.startedAt(), now);
    }
    return Duration.between(use.lastAt(), now);
  }

  private String describeQuiet() {
    if (predecessor.use() == null) {
      return "the old one was never used";
    }
    return "the old one has not been for " + describeDuration(quietTime());
  }

  private String describeOldUse() {
    KeyUse use = predecessor.use();
    if (use == null) {
      return "the old key was never used, and the rotation began %s ago"
          .formatted(describeDuration(quietTime()));
    }
    return "the old key was last used %s ago%s%s"
        .formatted(
            describeDuration(quietTime()),
            prefixed(" from ", use.network()),
            prefixed(" with client ", use.clientVersion()));
  }

  private static String prefixed(String prefix, @Nullable String text) {
    if (text == null) {
      return "";
    }
    return prefix + text;
  }

  /** Returns a duration in its largest unit, rounded down; in hours up to two days. */
  static String describeDuration(Duration duration) {
    if (duration.toSeconds() < 60) {
      return Math.max(0, duration.toSeconds()) + " s";
    }
    if (duration.toMinutes() < 60) {
      return duration.toMinutes() + " min";
    }
    if (duration.toHours() < 48) {
      return duration.toHours() + " h";
    }
    return duration.toDays() + " d";
  }
}
