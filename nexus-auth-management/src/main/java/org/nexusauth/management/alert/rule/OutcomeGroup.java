package org.nexusauth.management.alert.rule;

import org.nexusauth.event.Outcome;
import org.nexusauth.reason.Reason;

/** The outcomes of requests, as far as rules distinguish them. */
public enum OutcomeGroup {
  /** Answered with 2xx or 3xx. */
  SUCCESS(0),
  /** Answered with 4xx by the application. */
  CLIENT_ERROR(1),
  /** Answered with 5xx by the application. */
  SERVER_ERROR(2),
  /** Denied because a limit was used up. */
  LIMITED(3),
  /** Denied because the key was revoked. */
  REVOKED(4),
  /** Denied because the key has expired. */
  EXPIRED(5),
  /** Denied because the key's status was not known: not the client's doing. */
  STATUS_UNKNOWN(6),
  /** Denied for another reason, such as a missing permission. */
  DENIED(7);

  private static final OutcomeGroup[] VALUES = values();

  private final int place;

  OutcomeGroup(int place) {
    this.place = place;
  }

  /** Returns the group of an outcome. */
  public static OutcomeGroup of(Outcome outcome) {
    return outcome.reason().map(OutcomeGroup::ofReason).orElseGet(() -> ofStatus(outcome));
  }

  private static OutcomeGroup ofStatus(Outcome outcome) {
    if (outcome == Outcome.ofStatus(400)) {
      return CLIENT_ERROR;
    }
    if (outcome == Outcome.ofStatus(500)) {
      return SERVER_ERROR;
    }
    return SUCCESS;
  }

  private static OutcomeGroup ofReason(Reason reason) {
    return switch (reason) {
      case RATE_LIMITED -> LIMITED;
      case KEY_REVOKED -> REVOKED;
      case KEY_EXPIRED -> EXPIRED;
      case STATUS_UNAVAILABLE -> STATUS_UNKNOWN;
      default -> DENIED;
    };
  }

  /** Returns how many groups there are. */
  public static int size() {
    return VALUES.length;
  }

  /** Returns its place in {@link #values()}. */
  public int place() {
    return place;
  }

  /** Returns the group at a place of {@link #values()}. */
  public static OutcomeGroup at(int place) {
    return VALUES[place];
  }
}
