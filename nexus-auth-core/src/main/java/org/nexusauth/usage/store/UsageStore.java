package org.nexusauth.usage.store;

import java.time.Instant;
import org.nexusauth.config.UsageRetention;

/**
 * Keeps what keys did: by minutes, then by hours, then by days.
 *
 * <p>A node writes from one thread; other methods are called by several. Methods block for as long
 * as the engine takes, within the store's own time-outs, and throw {@link UsageStoreException} when
 * it does not answer: then a batch may or may not have been written, and is written again.
 *
 * <p>{@code UsageStoreTck} checks an implementation.
 */
public interface UsageStore extends UsageReader, AutoCloseable {

  /**
   * Adds a batch, all of it or nothing, durable when this returns. Does nothing if the node has
   * written this number before. Minutes of an hour or a day that is rolled up already are added to
   * those as well.
   */
  void write(UsageBatch batch);

  /**
   * Adds up hours and days that are over, and removes what is older than it is kept. Figures that
   * are read do not change by it. Does nothing while another node does it.
   *
   * @return whether this call did it
   */
  boolean maintain(Instant now, UsageRetention retention);

  @Override
  void close();
}
