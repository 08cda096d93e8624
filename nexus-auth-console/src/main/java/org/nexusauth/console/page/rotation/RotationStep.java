package org.nexusauth.console.page.rotation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.RotationProgress;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyUse;

/**
 * A step of a rotation.
 *
 * @param name what is to be done
 * @param mark how far it is
 * @param detail what is known of it; the time follows it
 * @param at when it was done; null if it was not, or that is not known
 */
public record RotationStep(String name, Mark mark, String detail, @Nullable Instant at) {

  /** How far a step is. */
  public enum Mark {
    /** Done. */
    DONE("done", "good"),
    /** Begun. */
    PARTLY("in part", "warn"),
    /** Can be done now. */
    READY("ready", "good"),
    /** Not yet. */
    WAITING("waiting", "ended");

    private final String word;
    private final String tint;

    Mark(String word, String tint) {
      this.word = word;
      this.tint = tint;
    }

    /** Returns it in a word. */
    public String word() {
      return word;
    }

    /** Returns the class of its tint. */
    public String tint() {
      return tint;
    }
  }

  /** Returns the steps of a rotation, by the uses of both keys. */
  static List<RotationStep> listOf(RotationProgress progress) {
    KeyUse newUse = progress.successor().use();
    return List.of(
        new RotationStep(
            "New key made", Mark.DONE, "Made", progress.successor().record().label().createdAt()),
        switched(progress, newUse),
        works(newUse),
        revoked(progress));
  }

  private static RotationStep switched(RotationProgress progress, @Nullable KeyUse newUse) {
    String name = "Application switched";
    if (newUse == null) {
      return new RotationStep(name, Mark.WAITING, "No request has come with the new key", null);
    }
    KeyUse oldUse = progress.predecessor().use();
    if (oldUse != null && oldUse.lastAt().isAfter(newUse.firstAt()) && !progress.safeToRevoke()) {
      return new RotationStep(
          name, Mark.PARTLY, "Both keys are in use; the old one was last used", oldUse.lastAt());
    }
    return new RotationStep(name, Mark.DONE, "First request with the new key", newUse.firstAt());
  }

  private static RotationStep works(@Nullable KeyUse newUse) {
    String name = "New key works";
    if (newUse == null) {
      return new RotationStep(name, Mark.WAITING, "It shows with the first request", null);
    }
    return new RotationStep(name, Mark.DONE, "First request granted", newUse.firstAt());
  }

  private static RotationStep revoked(RotationProgress progress) {
    String name = "Old key revoked";
    if (hasEnded(progress.predecessor())) {
      return new RotationStep(name, Mark.DONE, "Every request with it is denied", null);
    }
    if (progress.safeToRevoke()) {
      return new RotationStep(name, Mark.READY, "It can be revoked now, or ends by itself", null);
    }
    return new RotationStep(name, Mark.WAITING, "Not safe yet; it ends by itself", null);
  }

  /** Returns whether a key is denied for good. */
  static boolean hasEnded(ApiKeyView key) {
    return key.state() == KeyState.REVOKED || key.state() == KeyState.EXPIRED;
  }
}
