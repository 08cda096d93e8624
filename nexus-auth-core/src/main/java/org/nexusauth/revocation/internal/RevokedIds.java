package org.nexusauth.revocation.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A set of 128-bit ids, each with a short number; only grows. Read without locks by any number of
 * threads while one thread adds.
 *
 * <p>Open addressing in many tables, each of which grows by itself, so that there is never a second
 * copy of the whole, and none is so large that a collector keeps a region of its own for it. An id
 * takes 16 bytes in a table that is 50 to 63 % full: in a fuller one, to find that an id is not
 * there takes twice as long. The ids are cut from SHA-256, so their bits are as good a hash as any.
 *
 * <p>A slot is two words, and free while the first is zero. The last 16 bits of the second are the
 * number's: 112 bits of a hash are still too many to hit, and a look-up waits for memory once.
 */
final class RevokedIds {
  /** What {@link #find} returns for an id that is not there. */
  static final int ABSENT = -1;

  private static final int TABLE_BITS = 10;
  private static final int FIRST_SLOTS = 8;
  private static final int NUMBER_BITS = 16;
  private static final int NUMBER = (1 << NUMBER_BITS) - 1;
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  private final AtomicReferenceArray<long[]> tables = new AtomicReferenceArray<>(1 << TABLE_BITS);
  private final int[] used = new int[1 << TABLE_BITS]; // Of the thread that adds.
  private final AtomicInteger size = new AtomicInteger();

  /** Returns the number that came with an id, 0 to 65,535, or {@link #ABSENT}. */
  int find(long high, long low) {
    long[] table = tables.getAcquire(tableOf(high));
    if (table == null) {
      return ABSENT;
    }
    return findIn(table, notZero(high), low);
  }

  /**
   * Adds an id; by one thread at a time.
   *
   * @param number 0 to 65,535
   * @return false when it was there already, which changes nothing
   */
  boolean add(long high, long low, int number) {
    int index = tableOf(high);
    long[] table = tables.getPlain(index);
    if (table == null || isFull(used[index], slots(table))) {
      table = copyToLarger(table);
      tables.setRelease(index, table);
    }
    if (!addTo(table, notZero(high), low, number)) {
      return false;
    }
    used[index]++;
    size.incrementAndGet();
    return true;
  }

  /** Returns how many ids there are. */
  int size() {
    return size.get();
  }

  private static int tableOf(long high) {
    return (int) (high >>> (Long.SIZE - TABLE_BITS));
  }

  /** Zero marks a free slot; that one id becomes its neighbour is as likely as any collision. */
  private static long notZero(long high) {
    return high == 0 ? 1 : high;
  }

  private static int findIn(long[] table, long high, long low) {
    int slots = slots(table);
    for (int slot = firstSlot(low, slots); ; slot = after(slot, slots)) {
      long found = (long) LONGS.getAcquire(table, 2 * slot);
      if (found == 0) {
        return ABSENT;
      }
      if (found == high && isSame(table[2 * slot + 1], low)) {
        return (int) table[2 * slot + 1] & NUMBER;
      }
    }
  }

  private static boolean addTo(long[] table, long high, long low, int number) {
    int slots = slots(table);
    int slot = firstSlot(low, slots);
    for (; table[2 * slot] != 0; slot = after(slot, slots)) {
      if (table[2 * slot] == high && isSame(table[2 * slot + 1], low)) {
        return false;
      }
    }
    table[2 * slot + 1] = (low & ~NUMBER) | number;
    // Last, so that a reader that sees the first word sees the rest.
    LONGS.setRelease(table, 2 * slot, high);
    return true;
  }

  private static long[] copyToLarger(long @Nullable [] table) {
    if (table == null) {
      return new long[2 * FIRST_SLOTS];
    }
    int slots = slots(table);
    long[] larger = new long[2 * (slots + Math.max(4, slots / 4))];
    for (int slot = 0; slot < slots; slot++) {
      if (table[2 * slot] != 0) {
        long low = table[2 * slot + 1];
        addTo(larger, table[2 * slot], low, (int) low & NUMBER);
      }
    }
    return larger;
  }

  private static int slots(long[] table) {
    return table.length / 2;
  }

  private static boolean isFull(int used, int slots) {
    return used >= slots / 8 * 5;
  }

  private static boolean isSame(long word, long low) {
    return (word ^ low) >>> NUMBER_BITS == 0;
  }

  private static int firstSlot(long low, int slots) {
    return (int) (((low >>> 32) * slots) >>> 32);
  }

  private static int after(int slot, int slots) {
    return slot + 1 == slots ? 0 : slot + 1;
  }
}
