package org.nexusauth.limit.lease;

import java.util.PriorityQueue;

/** Time that passes from one event to the next. */
final class VirtualTime {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long sequence;

  private record Event(long at, long sequence, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      if (at != other.at) {
        return Long.compare(at, other.at);
      }
      return Long.compare(sequence, other.sequence);
    }
  }

  /** Returns the time in microseconds since the simulation began. */
  long micros() {
    return now;
  }

  void at(long micros, Runnable action) {
    events.add(new Event(Math.max(micros, now), sequence++, action));
  }

  void after(long micros, Runnable action) {
    at(now + micros, action);
  }

  void runUntil(long end) {
    while (!events.isEmpty() && events.peek().at <= end) {
      Event next = events.poll();
      now = next.at;
      next.action.run();
    }
    now = end;
  }
}
