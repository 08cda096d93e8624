package org.nexusauth.revocation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RevokedIdsTest {
  private static final int MANY = 200_000;

  private final RevokedIds ids = new RevokedIds();

  /** Two words for each id, the same for the same seed. */
  private static long[] words(long seed, int count) {
    return new SplittableRandom(seed).longs(2L * count).toArray();
  }

  @Test
  void manyIds_areFoundWithTheirNumbersAndOthersAreNot() {
    long[] words = words(1, MANY);
    for (int i = 0; i < MANY; i++) {
      assertThat(ids.add(words[2 * i], words[2 * i + 1], i & 0xFFFF)).isTrue();
    }

    assertThat(ids.size()).isEqualTo(MANY);
    for (int i = 0; i < MANY; i++) {
      assertThat(ids.find(words[2 * i], words[2 * i + 1])).isEqualTo(i & 0xFFFF);
    }
    long[] others = words(2, MANY);
    for (int i = 0; i < MANY; i++) {
      assertThat(ids.find(others[2 * i], others[2 * i + 1])).isEqualTo(RevokedIds.ABSENT);
    }
  }

  @Test
  void halfAnId_isNoId() {
    ids.add(5, 7L << 16, 1);

    assertThat(ids.find(5, 8L << 16)).isEqualTo(RevokedIds.ABSENT);
    assertThat(ids.find(6, 7L << 16)).isEqualTo(RevokedIds.ABSENT);
    assertThat(ids.find(5, (7L << 16) | 0xFFFF)).as("the number is not compared").isEqualTo(1);
  }

  @Test
  void knownId_keepsItsNumber() {
    ids.add(5, 7, 1);

    assertThat(ids.add(5, 7, 2)).isFalse();
    assertThat(ids.find(5, 7)).isEqualTo(1);
    assertThat(ids.size()).isEqualTo(1);
  }

  @Test
  void ids_ofZerosAndOfOneSlot_areFound() {
    for (int i = 0; i < 100; i++) {
      ids.add(0, (long) i << 16, i);
    }

    for (int i = 0; i < 100; i++) {
      assertThat(ids.find(0, (long) i << 16)).isEqualTo(i);
    }
    assertThat(ids.find(0, 100L << 16)).isEqualTo(RevokedIds.ABSENT);
  }

  @Test
  void readersFindWhatever_wasAddedBeforeTheyAsked()
      throws InterruptedException, ExecutionException {
    long[] words = words(3, MANY);
    AtomicInteger added = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> misses = new ArrayList<>();
      for (int reader = 0; reader < 3; reader++) {
        long seed = reader;
        misses.add(threads.submit(() -> missed(words, added, new SplittableRandom(seed))));
      }
      for (int i = 0; i < MANY; i++) {
        ids.add(words[2 * i], words[2 * i + 1], 9);
        added.set(i + 1);
      }
      for (Future<Integer> found : misses) {
        assertThat(found.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int missed(long[] words, AtomicInteger added, SplittableRandom random) {
    int missed = 0;
    int there = added.get();
    while (there < MANY) {
      if (there > 0) {
        // The latest half the time: the slot that was just written.
        int i = random.nextBoolean() ? there - 1 : random.nextInt(there);
        missed += ids.find(words[2 * i], words[2 * i + 1]) == 9 ? 0 : 1;
      }
      there = added.get();
    }
    return missed;
  }
}
