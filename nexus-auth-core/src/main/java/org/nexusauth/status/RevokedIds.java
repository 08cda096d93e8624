package org.nexusauth.status;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A set of 128-bit ids, each with a short number; only grows. Read without locks by any number of
 * threads while one thread adds.
 *
 * <p>Open addressing in many small segments, each of which grows by itself, so that there is never
 * a second copy of the whole. An id takes 18 bytes in a table that is 60 to 75 % full. The ids are
 * cut from SHA-256, so their bits are as good a hash as any.
 */
final class RevokedIds {
  /** What {@link #find} returns for an id that is not there. */
  static final int ABSENT = -1;

  private static final int SEGMENT_BITS = 10;
  private static final int FIRST_SLOTS = 8;
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  private final AtomicReferenceArray<Segment> segments =
      new AtomicReferenceArray<>(1 << SEGMENT_BITS);
  private final AtomicInteger size = new AtomicInteger();

  /** Returns the number that came with an id, 0 to 65,535, or {@link #ABSENT}. */
  int find(long high, long low) {
    Segment segment = segments.getAcquire(segmentOf(high));
    return segment == null ? ABSENT : segment.find(notZero(high), low);
  }

  /**
   * Adds an id; by one thread at a time.
   *
   * @param number 0 to 65,535
   * @return false when it was there already, which changes nothing
   */
  boolean add(long high, long low, int number) {
    int index = segmentOf(high);
    Segment segment = segments.getPlain(index);
    if (segment == null || segment.isFull()) {
      segment = segment == null ? new Segment(FIRST_SLOTS) : segment.grown();
      segments.setRelease(index, segment);
    }
    if (!segment.add(notZero(high), low, (short) number)) {
      return false;
    }
    size.incrementAndGet();
    return true;
  }

  /** Returns how many ids there are. */
  int size() {
    return size.get();
  }

  private static int segmentOf(long high) {
    return (int) (high >>> (Long.SIZE - SEGMENT_BITS));
  }

  /** Zero marks a free slot; that one id becomes its neighbour is as likely as any collision. */
  private static long notZero(long high) {
    return high == 0 ? 1 : high;
  }

  /** One table; a slot is free while its first word is zero. */
  private static final class Segment {
    private final long[] words;
    private final short[] numbers;
    private int used;

    Segment(int slots) {
      this.words = new long[2 * slots];
      this.numbers = new short[slots];
    }

    int find(long high, long low) {
      for (int slot = start(low); ; slot = after(slot)) {
        long found = (long) LONGS.getAcquire(words, 2 * slot);
        if (found == 0) {
          return ABSENT;
        }
        if (found == high && words[2 * slot + 1] == low) {
          return numbers[slot] & 0xFFFF;
        }
      }
    }

    boolean add(long high, long low, short number) {
      int slot = start(low);
      for (; words[2 * slot] != 0; slot = after(slot)) {
        if (words[2 * slot] == high && words[2 * slot + 1] == low) {
          return false;
        }
      }
      words[2 * slot + 1] = low;
      numbers[slot] = number;
      // Last, so that whoever sees the first word sees the rest.
      LONGS.setRelease(words, 2 * slot, high);
      used++;
      return true;
    }

    boolean isFull() {
      return used >= numbers.length - numbers.length / 4;
    }

    Segment grown() {
      Segment larger = new Segment(numbers.length + Math.max(4, numbers.length / 4));
      for (int slot = 0; slot < numbers.length; slot++) {
        if (words[2 * slot] != 0) {
          larger.add(words[2 * slot], words[2 * slot + 1], numbers[slot]);
        }
      }
      return larger;
    }

    private int start(long low) {
      return (int) (((low >>> 32) * numbers.length) >>> 32);
    }

    private int after(int slot) {
      return slot + 1 == numbers.length ? 0 : slot + 1;
    }
  }
}
