package org.nexusauth.management.model.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSubject;

/**
 * That people are not notified of what a rule finds about a subject. Its alerts are listed all the
 * same.
 *
 * @param id its id
 * @param kind the rule
 * @param subject a key; or an integration or an organization, with all of its keys
 * @param since when it was set
 * @param until when it ends; null when it is lifted by hand only
 * @param by the operator who set it
 */
public record AlertMute(
    String id,
    AlertKind kind,
    AlertSubject subject,
    Instant since,
    @Nullable Instant until,
    String by) {

  /** Returns whether it has not ended. At {@code until} it has. */
  public boolean isInForce(Instant now) {
    return until == null || now.isBefore(until);
  }

  /** Returns whether it concerns what a rule found about a subject. */
  public boolean covers(AlertKind found, AlertSubject about) {
    return kind == found
        && subject.organizationId().equals(about.organizationId())
        && includes(subject.integrationId(), about.integrationId())
        && includes(subject.keyId(), about.keyId());
  }

  private static boolean includes(@Nullable String muted, @Nullable String about) {
    return muted == null || muted.equals(about);
  }
}
