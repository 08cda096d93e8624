package org.nexusauth.management.alert.rule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one key: of the last 60 minutes by minute, and of the last 48 hours by hour.
 * Groups of outcomes that do not occur take no room; at most 8 × 464 bytes. Not thread-safe.
 */
public final class RequestWindow {
  /** How many minutes are known one by one. */
  public static final int MINUTES = 60;

  /** How many hours are known one by one, the running one included. */
  public static final int HOURS = 48;

  /** What an hour with requests leaves of the hours before it. */
  private static final double REMEMBERED = 0.97;

  private final int[] @Nullable [] minutes = new int[OutcomeGroup.size()][];
  private final int[] @Nullable [] hours = new int[OutcomeGroup.size()][];

  /** The last complete minute since 1970. */
  private long last;

  private double earlierErrors;
  private double earlierRequests;

  /**
   * Creates a window without requests.
   *
   * @param last the last complete minute since 1970
   */
  public RequestWindow(long last) {
    this.last = last;
  }

  /** Makes the next minute the last one, without requests so far. */
  public void beginMinute() {
    last++;
    clearPlace(minutes, (int) (last % MINUTES));
    if (last % 60 == 0) {
      clearPlace(hours, (int) (last / 60 % HOURS));
      rememberHour(last / 60 - 2);
    }
  }

  private static void clearPlace(int[] @Nullable [] rings, int place) {
    for (int[] ring : rings) {
      if (ring != null) {
        ring[place] = 0;
      }
    }
  }

  /** Adds requests to the last minute. */
  public void addRequests(OutcomeGroup group, int requests) {
    int place = group.place();
    int[] minuteRing = ringAt(minutes, place, MINUTES);
    int[] hourRing = ringAt(hours, place, HOURS);
    minuteRing[(int) (last % MINUTES)] += requests;
    hourRing[(int) (last / 60 % HOURS)] += requests;
  }

  private static int[] ringAt(int[] @Nullable [] rings, int place, int size) {
    int[] ring = rings[place];
    if (ring == null) {
      ring = new int[size];
      rings[place] = ring;
    }
    return ring;
  }

  /** Returns the last complete minute since 1970. */
  public long lastMinute() {
    return last;
  }

  /** Returns the requests of a group in the last minutes, 60 at most. */
  public long inMinutes(OutcomeGroup group, int number) {
    return sumRing(minutes[group.place()], last, number);
  }

  /** Returns all requests in the last minutes, 60 at most. */
  public long inMinutes(int number) {
    return Arrays.stream(minutes).mapToLong(ring -> sumRing(ring, last, number)).sum();
  }

  /**
   * Returns the usual share of errors, 0 to 1: of some thirty hours that had requests, without the
   * running one and the one before it.
   */
  public double usualErrorShare() {
    return earlierRequests == 0 ? 0 : earlierErrors / earlierRequests;
  }

  /** Returns the errors in the last minutes, 60 at most: 4xx, 5xx and denials. */
  public long errorsInMinutes(int number) {
    return sumErrors(minutes, last, number);
  }

  private void rememberHour(long hour) {
    long requests = Arrays.stream(hours).mapToLong(ring -> sumRing(ring, hour, 1)).sum();
    if (requests > 0) {
      earlierErrors = earlierErrors * REMEMBERED + sumErrors(hours, hour, 1);
      earlierRequests = earlierRequests * REMEMBERED + requests;
    }
  }

  private static long sumErrors(int[] @Nullable [] rings, long end, int number) {
    return sumRing(rings[OutcomeGroup.CLIENT_ERROR.place()], end, number)
        + sumRing(rings[OutcomeGroup.SERVER_ERROR.place()], end, number)
        + sumRing(rings[OutcomeGroup.DENIED.place()], end, number);
  }

  private static long sumRing(int @Nullable [] ring, long end, int number) {
    if (ring == null) {
      return 0;
    }
    long sum = 0;
    for (int i = 0; i < number; i++) {
      sum += ring[(int) Math.floorMod(end - i, (long) ring.length)];
    }
    return sum;
  }

  /**
   * Returns the requests of a group since a minute, which is at most 47 hours ago. Of an hour that
   * it is in and that is not among the last 60 minutes, the part after it is estimated.
   */
  public long countSince(OutcomeGroup group, long minute) {
    long number = last - minute + 1;
    if (number <= MINUTES) {
      return inMinutes(group, (int) Math.max(0, number));
    }
    int[] ring = hours[group.place()];
    long hour = minute / 60;
    int whole = (int) Math.min(HOURS - 1, last / 60 - hour);
    long first = sumRing(ring, hour, 1);
    return sumRing(ring, last / 60, whole) + first * (60 - minute % 60) / 60;
  }
}
