package org.nexusauth.console.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has just been done, as the page after a form says it. */
public enum Notice {
  /** An integration was created. */
  INTEGRATION_CREATED("The integration was created."),
  /** An organization was added. */
  ORGANIZATION_ADDED("The organization was added."),
  /** An agent was added. */
  AGENT_ADDED("The agent was added."),
  /** An agent's keys are denied. */
  AGENT_RESTRICTED("The agent is restricted: the keys of its integrations are denied."),
  /** An agent's keys are valid again. */
  AGENT_RESTRICTION_LIFTED(
      "The restriction is lifted: the keys of the agent's integrations are valid again."),
  /** Something has another name. */
  RENAMED("The name was changed."),
  /** An integration's keys are denied. */
  INTEGRATION_DISABLED("The integration is disabled: its keys are denied."),
  /** An integration's keys are valid again. */
  INTEGRATION_ENABLED("The integration is enabled: its keys are valid again."),
  /** A key is revoked. */
  KEY_REVOKED("The key is revoked. In force on this node now, on all within a second."),
  /** A key had been revoked before. */
  KEY_REVOKED_BEFORE("The key had been revoked before. Nothing was changed."),
  /** A key will be revoked. */
  REVOCATION_SCHEDULED("The revocation is scheduled. The key is valid until then."),
  /** A key will be revoked earlier than it was to be now. */
  EARLIER_REVOCATION_STAYS("The key is to be revoked earlier already. That stays."),
  /** A rotation was cancelled. */
  ROTATION_CANCELLED("The rotation is cancelled: the old key stays valid, the new one is revoked."),
  /** A plan was recorded. */
  PLAN_ADDED("The plan was added. In force on all nodes within a second."),
  /** A plan has other limits. */
  PLAN_CHANGED("The limits were changed. In force on all nodes within a second."),
  /** A plan's record is gone. */
  PLAN_DELETED("The plan was deleted."),
  /** A key has another plan. */
  KEY_PLAN_CHANGED("The plan was changed. In force on all nodes within a second."),
  /** An alert is looked after. */
  ALERT_ACKNOWLEDGED("The alert is acknowledged. Others see who looks after it."),
  /** No notification is sent for alerts. */
  ALERTS_MUTED("The rule is muted here: its alerts are listed, and not notified."),
  /** People are notified of alerts again. */
  ALERTS_UNMUTED("The rule is not muted any more."),
  /** A rule is on. */
  ALERT_RULE_ON("The rule is on for this organization."),
  /** A rule is off. */
  ALERT_RULE_OFF("The rule is off for this organization."),
  /** A test was sent. */
  TEST_SENT("A test is on its way by every channel. Load this page again to see how it went."),
  /** A next signing key was made. */
  SIGNING_KEY_PREPARED("The next signing key was made and is published."),
  /** Another signing key signs. */
  SIGNING_KEY_ACTIVATED("The key signs now. The one before only verifies."),
  /** An earlier signing key signs again. */
  SIGNING_KEY_ROLLED_BACK("The earlier key signs again. The one before only verifies."),
  /** A signing key is no longer published. */
  SIGNING_KEY_RETIRED("The signing key is retired: within one refresh all nodes deny its keys."),
  /** A signing key was stolen. */
  SIGNING_KEY_REVOKED(
      "The signing key is revoked: its keys are denied here now, and on all nodes within a"
          + " second.");

  private final String text;

  Notice(String text) {
    this.text = text;
  }

  /** Returns it in a sentence. */
  public String text() {
    return text;
  }

  /** Returns its name in addresses, for example {@code integration-created}. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Notice> find(@Nullable String parameter) {
    return Arrays.stream(values()).filter(it -> it.parameter().equals(parameter)).findFirst();
  }
}
