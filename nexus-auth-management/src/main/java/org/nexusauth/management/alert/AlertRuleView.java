package org.nexusauth.management.alert;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.guide.RuleDescription;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.model.alert.RuleSwitch;

/**
 * A rule, as it is for one organization.
 *
 * @param kind the rule
 * @param description what it looks at and its threshold, and what an alert of it means
 * @param lastSwitch how it was switched for the organization; null if it never was: it is on
 */
public record AlertRuleView(
    AlertKind kind, RuleDescription description, @Nullable RuleSwitch lastSwitch) {

  /** Returns whether the rule is on. */
  public boolean enabled() {
    return lastSwitch == null || lastSwitch.enabled();
  }

  /** Returns the version for a change: 0 if it was never switched. */
  public long version() {
    if (lastSwitch == null) {
      return 0;
    }
    return lastSwitch.version();
  }
}
