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

  private final int @Nullable [][] minutes = new int[OutcomeGroup.size()][];
  private final int @Nullable [][] hours = new int[OutcomeGroup.size()][];

  /** The last complete minute since 1970. */
  private long last;

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
    clear(minutes, (int) (last % MINUTES));
    if (last % 60 == 0) {
      clear(hours, (int) (last / 60 % HOURS));
    }
  }

  private static void clear(int @Nullable [][] rings, int place) {
    for (int[] ring : rings) {
      if (ring != null) {
        ring[place] = 0;
      }
    }
  }

  /** Adds requests to the last minute. */
  public void add(OutcomeGroup group, int requests) {
    int place = group.ordinal();
    int[] minuteRing = ringAt(minutes, place, MINUTES);
    int[] hourRing = ringAt(hours, place, HOURS);
    minuteRing[(int) (last % MINUTES)] += requests;
    hourRing[(int) (last / 60 % HOURS)] += requests;
  }

  private static int[] ringAt(int @Nullable [][] rings, int place, int size) {
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
    return sum(minutes[group.ordinal()], last, number);
  }

  /** Returns all requests in the last minutes, 60 at most. */
  public long inMinutes(int number) {
    return Arrays.stream(minutes).mapToLong(ring -> sum(ring, last, number)).sum();
  }

  /** Returns the requests of a group in the hours before the running one and the one before it. */
  public long inEarlierHours(OutcomeGroup group) {
    return sum(hours[group.ordinal()], last / 60 - 2, HOURS - 2);
  }

  /** Returns all requests in the hours before the running one and the one before it. */
  public long inEarlierHours() {
    return Arrays.stream(hours).mapToLong(ring -> sum(ring, last / 60 - 2, HOURS - 2)).sum();
  }

  private static long sum(int @Nullable [] ring, long end, int number) {
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
  public long since(OutcomeGroup group, long minute) {
    long number = last - minute + 1;
    if (number <= MINUTES) {
      return inMinutes(group, (int) Math.max(0, number));
    }
    int[] ring = hours[group.ordinal()];
    long hour = minute / 60;
    int whole = (int) Math.min(HOURS - 1, last / 60 - hour);
    long first = sum(ring, hour, 1);
    return sum(ring, last / 60, whole) + first * (60 - minute % 60) / 60;
  }
}
