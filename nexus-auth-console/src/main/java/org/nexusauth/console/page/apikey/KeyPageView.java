package org.nexusauth.console.page.apikey;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.KeyWords;
import org.nexusauth.console.page.StateWords;
import org.nexusauth.console.page.audit.AuditRow;
import org.nexusauth.console.page.plan.KeyPlanPages.LimitsView;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.usage.store.UsageSeries;

/**
 * What is known of a key.
 *
 * @param key the key
 * @param related what belongs to it
 * @param plan its limits
 * @param name the value of the field of its name
 * @param errors what is wrong with that
 * @param now when it is shown
 * @param day its last 24 hours; null where there are no figures
 */
public record KeyPageView(
    ApiKeyView key,
    RelatedRecords related,
    PlanPart plan,
    String name,
    FormErrors errors,
    Instant now,
    @Nullable UsageSeries day) {

  /**
   * The limits of a key.
   *
   * @param limits what is left of them
   * @param choices the names of the plans that can be chosen
   */
  public record PlanPart(LimitsView limits, List<String> choices) {
    /** Copies the names. */
    public PlanPart {
      choices = List.copyOf(choices);
    }

    /** Returns whether requests are counted here. */
    public boolean isUsed() {
      return limits.limits().plan() != null;
    }
  }

  /** Returns the name of its plan. */
  public String planName() {
    return Objects.requireNonNullElse(record().plan(), LimitPlan.DEFAULT);
  }

  /** Returns the plan that is in force in place of a name that no plan has; null for none. */
  public @Nullable String planInForce() {
    LimitPlan found = plan.limits().limits().plan();
    if (found == null || found.name().equals(planName())) {
      return null;
    }
    return found.name();
  }

  /**
   * What belongs to a key.
   *
   * @param integration its integration; null if there is no record of it
   * @param agent its agent; null if there is no record of it
   * @param predecessor the key that it replaces; null for none
   * @param successor the key that replaces it; null for none
   * @param events the last events of the audit log about it, the newest first
   */
  public record RelatedRecords(
      @Nullable Integration integration,
      @Nullable Agent agent,
      @Nullable ApiKeyRecord predecessor,
      @Nullable ApiKeyRecord successor,
      List<AuditRow> events) {
    /** Copies the events. */
    public RelatedRecords {
      events = List.copyOf(events);
    }
  }

  /** Returns its record. */
  public ApiKeyRecord record() {
    return key.record();
  }

  /** Returns what has happened to it. */
  public KeyLifecycle lifecycle() {
    return key.record().lifecycle();
  }

  /** Returns whether it was issued elsewhere. */
  public boolean isImported() {
    return record().label().origin() == Origin.IMPORTED;
  }

  /**
   * Returns whether its record was made here, and the key itself was most likely never shown: its
   * marks were not stored, and it was never used.
   */
  public boolean wasNeverShown() {
    return record().marks() == null && !isImported() && key.use() == null;
  }

  /** Returns whether it will not be accepted again. */
  public boolean hasEnded() {
    return key.state() == KeyState.REVOKED || key.state() == KeyState.EXPIRED;
  }

  /** Returns whether its revocation is still to come. */
  public boolean isRevocationToCome() {
    KeyRevocation revocation = lifecycle().revocation();
    return revocation != null && revocation.at().isAfter(now);
  }

  /**
   * Returns whether it can be rotated: it was issued and shown here, is accepted, and has no
   * successor.
   */
  public boolean canRotate() {
    boolean accepted = key.state() == KeyState.ACTIVE || key.state() == KeyState.EXPIRING;
    return accepted && !isImported() && lifecycle().rotation() == null && !wasNeverShown();
  }

  /** Returns what it is called on buttons. */
  public String shortName() {
    return KeyWords.shortName(record());
  }

  /** Returns its state with the reason, a sentence. */
  public String stateSentence() {
    String reason = key.stateReason();
    if (reason != null) {
      return reason;
    }
    return switch (key.state()) {
      case ACTIVE -> "It is accepted.";
      case EXPIRING -> "It is accepted, and expires within 14 days.";
      case EXPIRED -> "It is denied: it has expired.";
      case RETIRING -> "It is accepted while it is being replaced.";
      case REVOKED, INTEGRATION_DISABLED, AGENT_RESTRICTED ->
          "It is denied: " + StateWords.describe(key.state()) + ".";
    };
  }

  /** Returns the segments of its address, and of those below it. */
  public String[] path(String... below) {
    return KeyPlace.pathOf(record().ref(), below).toArray(String[]::new);
  }

  /** Returns the query string that filters the audit log for its events. */
  public String auditQuery() {
    return "?subject=" + URLEncoder.encode(record().ref().keyId(), StandardCharsets.UTF_8);
  }

  /** Returns the segments of the address of another key of its integration. */
  public String[] pathOf(ApiKeyRecord other) {
    return KeyPlace.pathOf(other.ref()).toArray(String[]::new);
  }
}
