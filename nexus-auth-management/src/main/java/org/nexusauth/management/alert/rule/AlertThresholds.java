package org.nexusauth.management.alert.rule;

import java.time.Duration;
import java.util.List;

/**
 * From when on rules find something. The properties all begin with {@code nexus.auth.alerts.}.
 *
 * @param trafficDeviations by how many standard deviations traffic changes ({@code
 *     traffic.deviations})
 * @param trafficRatio by what factor it changes at least ({@code traffic.ratio})
 * @param trafficRequests how many requests there are, or should be, in five minutes ({@code
 *     traffic.min.requests})
 * @param silencePauses how many times as long as the longest pause a silence is ({@code
 *     silence.pauses})
 * @param errorShare the share of errors, 0 to 1 ({@code errors.share})
 * @param errorRequests how many errors there are at least ({@code errors.min.requests})
 * @param limitHits how many requests a limit denies in 15 minutes ({@code limit.hits})
 * @param limitPercents the parts of a limit in percent, rising ({@code limit.percents})
 * @param endedKeyUses how many requests in an hour have a revoked or expired key ({@code
 *     ended.key.uses})
 * @param oldKeyAfter how long the new key of a rotation is used before the old one is reported
 *     ({@code old.key.after})
 * @param newDetailAfter how long a key is used before new client versions and networks are reported
 *     ({@code new.detail.after})
 * @param expiryDays how many days before its end a key is reported, falling ({@code expiry.days})
 * @param unusedAfter how long a key is not used ({@code unused.after})
 */
public record AlertThresholds(
    double trafficDeviations,
    double trafficRatio,
    int trafficRequests,
    double silencePauses,
    double errorShare,
    int errorRequests,
    int limitHits,
    List<Integer> limitPercents,
    int endedKeyUses,
    Duration oldKeyAfter,
    Duration newDetailAfter,
    List<Integer> expiryDays,
    Duration unusedAfter) {

  /** The thresholds where nothing is set. */
  public static final AlertThresholds DEFAULT =
      new AlertThresholds(
          3,
          2,
          50,
          2.5,
          0.25,
          20,
          20,
          List.of(75, 90, 100),
          1,
          Duration.ofHours(1),
          Duration.ofDays(7),
          List.of(30, 7, 1),
          Duration.ofDays(90));

  /**
   * Copies the lists and checks the numbers.
   *
   * @throws IllegalArgumentException when one is out of its range, in words for operators
   */
  public AlertThresholds {
    limitPercents = List.copyOf(limitPercents);
    expiryDays = List.copyOf(expiryDays);
    requireAtLeast("traffic.deviations", trafficDeviations, 1);
    requireAtLeast("traffic.ratio", trafficRatio, 1.1);
    requireAtLeast("traffic.min.requests", trafficRequests, 1);
    requireAtLeast("silence.pauses", silencePauses, 1.5);
    requireAtLeast("errors.share", errorShare, 0.01);
    requireAtLeast("errors.min.requests", errorRequests, 1);
    requireAtLeast("limit.hits", limitHits, 1);
    requireAtLeast("ended.key.uses", endedKeyUses, 1);
    requireAtLeast("old.key.after", (double) oldKeyAfter.toMinutes(), 1);
    requireAtLeast("new.detail.after", (double) newDetailAfter.toHours(), 1);
    requireAtLeast("unused.after", (double) unusedAfter.toDays(), 1);
    limitPercents.forEach(percent -> requireAtLeast("limit.percents", percent, 1));
    expiryDays.forEach(days -> requireAtLeast("expiry.days", days, 1));
    if (errorShare > 1) {
      throw new IllegalArgumentException("errors.share must be at most 1, and is " + errorShare);
    }
  }

  private static void requireAtLeast(String name, double value, double least) {
    if (!(value >= least)) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", and is " + value);
    }
  }
}
