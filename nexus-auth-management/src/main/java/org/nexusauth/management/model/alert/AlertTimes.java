package org.nexusauth.management.model.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when something has been so, and how often it was found.
 *
 * @param openedAt when it was found first
 * @param lastSeenAt when it was found last, as far as that is recorded: not more often than its
 *     repeats
 * @param repeats how often it was found again, counted at most once a minute, and once a day by
 *     rules that look at records
 * @param closedAt when its rule had found nothing for a while; null while it is open
 */
public record AlertTimes(
    Instant openedAt, Instant lastSeenAt, long repeats, @Nullable Instant closedAt) {

  /** Returns the times of something that is found first. */
  public static AlertTimes openedAt(Instant now) {
    return new AlertTimes(now, now, 0, null);
  }

  /** Returns the times of something that is found again. */
  public AlertTimes repeatedAt(Instant now) {
    return new AlertTimes(openedAt, now, repeats + 1, null);
  }

  /** Returns the times of something that is over. */
  public AlertTimes closedAt(Instant now) {
    return new AlertTimes(openedAt, lastSeenAt, repeats, now);
  }
}
