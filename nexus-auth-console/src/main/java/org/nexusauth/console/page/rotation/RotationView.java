package org.nexusauth.console.page.rotation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.Times;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.RotationProgress;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageSeries;

/**
 * What the page of a rotation shows.
 *
 * @param place the old key and where it is
 * @param progress how far its rotation is; null when it has none any more
 * @param days the last 24 hours of both keys; empty where there are no figures
 * @param hour the requests of the old key in the last hour; null where there are no figures
 */
public record RotationView(
    KeyPlace place,
    @Nullable RotationProgress progress,
    Map<KeyRef, UsageSeries> days,
    @Nullable RequestCounts hour) {

  /** Returns the old key. */
  public ApiKeyView key() {
    return place.key();
  }

  /** Returns the rotation; null when it has none any more. */
  public @Nullable Rotation rotation() {
    return key().record().lifecycle().rotation();
  }

  /** Returns the grace of the old key in words. */
  public String graceWords() {
    Rotation rotation = rotation();
    if (rotation == null || rotation.grace().isZero()) {
      return "with the first use of the new key";
    }
    return Times.describeDuration(rotation.grace()) + " after the first use of the new key";
  }

  /** Returns the steps; none without a rotation. */
  public List<RotationStep> steps() {
    if (progress == null) {
      return List.of();
    }
    return RotationStep.listOf(progress);
  }

  /** Returns whether nothing will change by itself any more. */
  public boolean isOver() {
    return progress == null || RotationStep.hasEnded(progress.predecessor());
  }

  /** Returns whether the rotation can be cancelled: until the new key is used. */
  public boolean canBeCancelled() {
    Rotation rotation = rotation();
    return progress != null
        && rotation != null
        && !isOver()
        && rotation.graceStartedAt() == null
        && progress.successor().use() == null;
  }
}
