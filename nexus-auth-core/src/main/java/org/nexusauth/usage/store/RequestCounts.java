package org.nexusauth.usage.store;

import org.nexusauth.event.Outcome;

/**
 * How many requests there were, in three parts.
 *
 * @param requests all of them
 * @param denied those that a gate denied
 * @param failed those that the application answered with 5xx
 */
public record RequestCounts(long requests, long denied, long failed) {
  /** No requests. */
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0);

  /** Returns so many requests of one outcome. */
  public static RequestCounts of(Outcome outcome, long number) {
    long denied = outcome.isDenied() ? number : 0;
    long failed = outcome == Outcome.SERVER_ERROR ? number : 0;
    return new RequestCounts(number, denied, failed);
  }

  /** Returns the sum. */
  public RequestCounts plus(RequestCounts other) {
    return new RequestCounts(
        requests + other.requests, denied + other.denied, failed + other.failed);
  }
}
