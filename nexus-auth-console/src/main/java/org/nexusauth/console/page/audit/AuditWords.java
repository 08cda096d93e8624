package org.nexusauth.console.page.audit;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.console.page.Times;

/** The names of the audit log in words: of actions, of what they were done to, and of fields. */
public final class AuditWords {
  private static final Map<String, String> ACTIONS = new LinkedHashMap<>();

  static {
    ACTIONS.put("organization.create", "created the organization");
    ACTIONS.put("organization.rename", "renamed the organization");
    ACTIONS.put("agent.create", "added the agent");
    ACTIONS.put("agent.rename", "renamed the agent");
    ACTIONS.put("agent.restrict", "restricted the agent");
    ACTIONS.put("agent.lift-restriction", "lifted the restriction of the agent");
    ACTIONS.put("agent.mend", "matched the agent to the revocation store");
    ACTIONS.put("integration.create", "created the integration");
    ACTIONS.put("integration.rename", "renamed the integration");
    ACTIONS.put("integration.disable", "disabled the integration");
    ACTIONS.put("integration.enable", "enabled the integration");
    ACTIONS.put("integration.mend", "matched the integration to the revocation store");
    ACTIONS.put("key.create", "created the key");
    ACTIONS.put("key.sign", "signed the key");
    ACTIONS.put("key.import", "recorded the key, which was issued elsewhere");
    ACTIONS.put("key.rename", "renamed the key");
    ACTIONS.put("key.change-plan", "changed the plan of the key");
    ACTIONS.put("key.rotate", "rotated the key");
    ACTIONS.put("key.begin-grace", "began the grace of the old key");
    ACTIONS.put("key.cancel-rotation", "cancelled the rotation of the key");
    ACTIONS.put("key.report-leak", "reported the key as leaked");
    ACTIONS.put("key.revoke", "revoked the key");
    ACTIONS.put("key.mend", "matched the key to the revocation store");
    ACTIONS.put("plan.create", "added the plan");
    ACTIONS.put("plan.change", "changed the limits of the plan");
    ACTIONS.put("plan.delete", "deleted the plan");
    ACTIONS.put("alert.acknowledge", "acknowledged the alert");
    ACTIONS.put("alert.mute", "muted the alerts of a rule");
    ACTIONS.put("alert.unmute", "lifted the mute of a rule");
    ACTIONS.put("alert-rule.enable", "switched on the alert rule");
    ACTIONS.put("alert-rule.disable", "switched off the alert rule");
    ACTIONS.put("alert-channel.test", "sent a test by the alert channel");
    ACTIONS.put("alert-channel.restart", "restarted the alert channel");
    ACTIONS.put("signing-key.create", "prepared the signing key");
    ACTIONS.put("signing-key.import", "imported the signing key");
    ACTIONS.put("signing-key.activate", "made the signing key sign");
    ACTIONS.put("signing-key.replace", "replaced the signing key");
    ACTIONS.put("signing-key.rollback", "rolled back to the signing key");
    ACTIONS.put("signing-key.retire", "retired the signing key");
    ACTIONS.put("signing-key.revoke", "revoked the signing key");
    ACTIONS.put("signing-key.reencrypt", "encrypted the signing key again");
  }

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          entry("agentId", "agent"),
          entry("integrationId", "integration"),
          entry("signingKeyId", "signing key"),
          entry("issuedAt", "issued"),
          entry("expiresAt", "expires"),
          entry("lastFour", "last four characters"),
          entry("predecessorId", "predecessor"),
          entry("successorId", "successor"),
          entry("graceStartedAt", "grace began"),
          entry("revokedAt", "revoked"),
          entry("exposedAt", "exposed"),
          entry("reportedBy", "reported by"),
          entry("text", "in words"),
          entry("unexpiredKeys", "unexpired keys that ended"),
          entry("disabled", "disabled since"),
          entry("restricted", "restricted since"));

  private static final Set<String> INSTANTS =
      Set.of(
          "issuedAt",
          "expiresAt",
          "deadline",
          "until",
          "graceStartedAt",
          "revokedAt",
          "exposedAt",
          "disabled",
          "restricted");
  private static final Set<String> CONSTANTS = Set.of("environment", "origin", "state", "cause");

  private AuditWords() {}

  /** Returns the known actions with their words, in the order of a list to choose from. */
  public static Map<String, String> actions() {
    return Collections.unmodifiableMap(ACTIONS);
  }

  /** Returns an action in words; empty for one that is not known here. */
  static Optional<String> describeAction(String action) {
    return Optional.ofNullable(ACTIONS.get(action));
  }

  /** Returns a field in words, for example {@code last four characters}. */
  static String describeField(String name) {
    return FIELDS.getOrDefault(name, name);
  }

  /** Returns the value of a field for people. */
  static String describeValue(String field, String value) {
    try {
      if (INSTANTS.contains(field)) {
        return Times.formatExact(Instant.parse(value));
      }
      if (field.equals("grace")) {
        return Times.describeDuration(Duration.parse(value));
      }
    } catch (DateTimeException | ArithmeticException e) {
      return value; // Written by another version: as it is.
    }
    if (CONSTANTS.contains(field)) {
      return value.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    if (field.equals("permissions")) {
      return value.replace(" ", ", ");
    }
    return value;
  }
}
