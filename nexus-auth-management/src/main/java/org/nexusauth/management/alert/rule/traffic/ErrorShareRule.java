package org.nexusauth.management.alert.rule.traffic;

import static org.nexusauth.management.alert.rule.OutcomeGroup.CLIENT_ERROR;
import static org.nexusauth.management.alert.rule.OutcomeGroup.DENIED;
import static org.nexusauth.management.alert.rule.OutcomeGroup.SERVER_ERROR;

import java.util.Optional;
import org.nexusauth.management.alert.rule.ActivityRule;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertText;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.RequestWindow;

/** Finds a large share of errors that the key has not always had. */
public final class ErrorShareRule implements ActivityRule {
  private static final int SHORT_MINUTES = 5;
  private static final int LONG_MINUTES = 60;

  /** By how much the share exceeds the one of the two days before. */
  private static final double MIN_RISE = 0.2;

  /** By how many of its own deviations; a share below 1 % counts as one of 1 %. */
  private static final double MIN_DEVIATIONS = 5;

  private static final double MIN_SHARE = 0.01;

  private final double share;
  private final int minErrors;

  /** Creates the rule. */
  public ErrorShareRule(AlertThresholds thresholds) {
    this.share = thresholds.errorShare();
    this.minErrors = thresholds.errorRequests();
  }

  @Override
  public Optional<Finding> evaluateActivity(KeyActivity activity) {
    return evaluateMinutes(activity, SHORT_MINUTES)
        .or(() -> evaluateMinutes(activity, LONG_MINUTES));
  }

  private Optional<Finding> evaluateMinutes(KeyActivity activity, int minutes) {
    RequestWindow requests = activity.requests();
    long client = requests.inMinutes(CLIENT_ERROR, minutes);
    long server = requests.inMinutes(SERVER_ERROR, minutes);
    long denied = requests.inMinutes(DENIED, minutes);
    long errors = requests.errorsInMinutes(minutes);
    long all = requests.inMinutes(minutes);
    double usual = requests.usualErrorShare();
    if (errors < minErrors || errors < share * all || errors < (usual + riseOf(usual, all)) * all) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            AlertKind.ERROR_SHARE,
            activity.facts().subject(),
            AlertSeverity.WARNING,
            ("%s has errors in %s of its requests in the last %s min, usually %s: %s of %s"
                    + " (%s with 4xx, %s with 5xx, %s denied).")
                .formatted(
                    AlertText.nameKey(activity.facts()),
                    AlertText.formatPercent((double) errors / all),
                    minutes,
                    AlertText.formatPercent(usual),
                    AlertText.formatNumber(errors),
                    AlertText.formatNumber(all),
                    AlertText.formatNumber(client),
                    AlertText.formatNumber(server),
                    AlertText.formatNumber(denied))));
  }

  private static double riseOf(double usual, long all) {
    double share = Math.max(usual, MIN_SHARE);
    return Math.max(MIN_RISE, MIN_DEVIATIONS * Math.sqrt(share * (1 - share) / all));
  }
}
