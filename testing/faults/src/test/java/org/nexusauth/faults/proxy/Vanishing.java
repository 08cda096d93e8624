package org.nexusauth.faults.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The client of a new connection is gone after so many answers, and the engine is not told: it goes
 * on waiting for it.
 */
public final class Vanishing implements Fault {
  private final int answers;
  private final Map<Link, AtomicInteger> seen = new ConcurrentHashMap<>();
  private final CountDownLatch gone = new CountDownLatch(1);

  /** Lets so many answers pass. */
  public Vanishing(int answers) {
    this.answers = answers;
  }

  /** Waits until a client is gone. */
  public void await() throws InterruptedException {
    gone.await();
  }

  @Override
  public void carry(Flow flow, ByteBuffer bytes) throws IOException {
    if (flow.isToClient()
        && seen.computeIfAbsent(flow.link(), link -> new AtomicInteger()).incrementAndGet()
            > answers) {
      flow.link().forget();
      gone.countDown();
    } else {
      flow.write(bytes, bytes.remaining());
    }
  }
}
