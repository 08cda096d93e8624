package org.nexusauth.console.page.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.StateWords;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyState;

/**
 * What is known of a key.
 *
 * @param key the key
 * @param owners whose it is
 * @param name the value of the field of its name
 * @param errors what is wrong with that
 * @param now when it is shown
 */
public record KeyPageView(
    ApiKeyView key, KeyOwners owners, String name, FormErrors errors, Instant now) {

  /**
   * Whose a key is.
   *
   * @param integration its integration; null if there is no record of it
   * @param agent its agent; null if there is no record of it
   */
  public record KeyOwners(@Nullable Integration integration, @Nullable Agent agent) {}

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

  /** Returns whether its record was made here, and its text was never shown. */
  public boolean wasNeverShown() {
    return record().marks() == null && !isImported();
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

  /** Returns whether it can be rotated: it was issued here, has not ended, and has no successor. */
  public boolean canRotate() {
    return !isImported() && !hasEnded() && lifecycle().rotation() == null && !wasNeverShown();
  }

  /** Returns what it is called in a sentence or on a button: its last four characters, or its name. */
  public String shortName() {
    return Optional.ofNullable(record().marks())
        .map(KeyMarks::lastFour)
        .map(lastFour -> "…" + lastFour)
        .orElse(record().label().name());
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
    List<String> own =
        List.of(
            "organizations",
            record().ref().organizationId(),
            "integrations",
            record().ref().integrationId(),
            "keys",
            record().ref().keyId());
    return join(own, below);
  }

  /** Returns the segments of the address of another key of its integration. */
  public String[] pathOfOther(String keyId) {
    String[] path = path();
    path[path.length - 1] = keyId;
    return path;
  }

  private static String[] join(List<String> own, String... below) {
    String[] path = own.toArray(new String[own.size() + below.length]);
    System.arraycopy(below, 0, path, own.size(), below.length);
    return path;
  }
}
