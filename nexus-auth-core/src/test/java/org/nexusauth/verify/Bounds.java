package org.nexusauth.verify;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What one input may cost: 50 ms of the processor and 64 MB allocated. */
final class Bounds {
  private static final long NANOS = 50_000_000;
  private static final long BYTES = 64 << 20;
  private static final int TRIES = 5;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Bounds() {}

  /**
   * Runs it, and again if it was dear: a cold method or a collection is not the input's fault.
   *
   * @throws AssertionError when every try was over a bound
   */
  static void hold(Runnable target) {
    for (int i = 0; i < TRIES; i++) {
      if (isWithin(target)) {
        return;
      }
    }
    throw new AssertionError("over 50 ms or 64 MB, each of " + TRIES + " times");
  }

  private static boolean isWithin(Runnable target) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    target.run();
    return THREADS.getCurrentThreadCpuTime() - nanos <= NANOS
        && THREADS.getCurrentThreadAllocatedBytes() - bytes <= BYTES;
  }
}
