package org.nexusauth.faults.limit;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests to one node, for some keys in turn, at a rate that changes evenly.
 *
 * @param firstKey the number of the first key
 * @param keys how many keys
 * @param startRate requests a minute at the start, of all keys together
 * @param endRate requests a minute at the end
 * @param millis how long
 */
record LimitLoad(int firstKey, int keys, int startRate, int endRate, int millis) {

  /** Returns an even load of one key. */
  static LimitLoad steady(int key, int perSecond, int millis) {
    return new LimitLoad(key, 1, perSecond * 60, perSecond * 60, millis);
  }

  /** Returns the load that a line describes. */
  static LimitLoad parse(String line) {
    int[] numbers = Stream.of(line.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    return new LimitLoad(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  /** Returns how many requests are due after so many milliseconds. */
  long dueAfter(double elapsed) {
    double time = Math.min(elapsed, millis);
    double grown = (endRate - startRate) * time * time / (2.0 * millis);
    return (long) ((startRate * time + grown) / 60_000);
  }

  /** Returns the line that {@link #parse} reads. */
  String toLine() {
    return IntStream.of(firstKey, keys, startRate, endRate, millis)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
