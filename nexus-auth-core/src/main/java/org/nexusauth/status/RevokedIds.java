package org.nexusauth.status;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A set of 128-bit ids, each with a short number; only grows. Read without locks by any number of
 * threads while one thread adds.
 *
 * <p>Open addressing in a few segments, each of which grows by itself, so that there is never a
 * second copy of the whole. An id takes 16 bytes in a table that is 50 to 63 % full: in a fuller
 * one, to find that an id is not there takes twice as long. The ids are cut from SHA-256, so their
 * bits are as good a hash as any.
 */
final class RevokedIds {
  /** What {@link #find} returns for an id that is not there. */
  static final int ABSENT = -1;

  private static final int SEGMENT_BITS = 6;
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
    if (!segment.add(notZero(high), low, number)) {
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

  /**
   * One table; a slot is free while its first word is zero. The last 16 bits of the second word are
   * the number's: 112 bits of a hash are still too many to hit, and a look-up waits for memory
   * once.
   */
  private static final class Segment {
    private static final int NUMBER_BITS = 16;
    private static final int NUMBER = (1 << NUMBER_BITS) - 1;

    private final long[] words;
    private final int slots;
    private int used;

    Segment(int slots) {
      this.words = new long[2 * slots];
      this.slots = slots;
    }

    int find(long high, long low) {
      for (int slot = start(low); ; slot = after(slot)) {
        long found = (long) LONGS.getAcquire(words, 2 * slot);
        if (found == 0) {
          return ABSENT;
        }
        if (found == high && isSame(words[2 * slot + 1], low)) {
          return (int) words[2 * slot + 1] & NUMBER;
        }
      }
    }

    boolean add(long high, long low, int number) {
      int slot = start(low);
      for (; words[2 * slot] != 0; slot = after(slot)) {
        if (words[2 * slot] == high && isSame(words[2 * slot + 1], low)) {
          return false;
        }
      }
      words[2 * slot + 1] = (low & ~NUMBER) | number;
      // Last, so that whoever sees the first word sees the rest.
      LONGS.setRelease(words, 2 * slot, high);
      used++;
      return true;
    }

    private static boolean isSame(long word, long low) {
      return (word ^ low) >>> NUMBER_BITS == 0;
    }

    boolean isFull() {
      return used >= slots / 8 * 5;
    }

    Segment grown() {
      Segment larger = new Segment(slots + Math.max(4, slots / 4));
      for (int slot = 0; slot < slots; slot++) {
        if (words[2 * slot] != 0) {
          long low = words[2 * slot + 1];
          larger.add(words[2 * slot], low, (int) low & NUMBER);
        }
      }
      return larger;
    }

    private int start(long low) {
      return (int) (((low >>> 32) * slots) >>> 32);
    }

    private int after(int slot) {
      return slot + 1 == slots ? 0 : slot + 1;
    }
  }
}
