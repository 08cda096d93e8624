package org.nexusauth.jwk.internal.jca;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Idle objects that only one thread may use at a time and that are expensive to create. It never
 * blocks: a thread that finds none creates another one. Bounded, and garbage with its owner, which
 * a {@code ThreadLocal} of a container's thread would not be. Thread-safe.
 */
final class InstancePool<T> {
  /** A power of two; threads of two equal ids modulo this number take turns. */
  private static final int SLOTS = 16;

  private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(SLOTS);

  /** Removes and returns the idle object of this thread's slot, or returns null. */
  @Nullable T take() {
    return idle.getAndSet(slotOfThread(), null);
  }

  /** Adds an object that is in the state in which it was created. */
  void giveBack(T instance) {
    idle.setRelease(slotOfThread(), instance);
  }

  private static int slotOfThread() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }
}
