package org.nexusauth.usage;

import java.time.Clock;
import org.nexusauth.config.UsageSettings;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageStore;

/** The counting of usage on one node, over an opened store. Thread-safe. */
public final class Usage implements AutoCloseable {
  private final UsageStore store;
  private final UsageSettings settings;
  private final Clock clock;

  private Usage(UsageStore store, UsageSettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** Starts to count and to write. */
  public static Usage start(UsageStore store, UsageSettings settings, Clock clock) {
    return new Usage(store, settings, clock);
  }

  /** Returns the settings. */
  public UsageSettings settings() {
    return settings;
  }

  /** Returns what reads the usage of all nodes. */
  public UsageReader reader() {
    return store;
  }

  /** Returns how the counting on this node goes. */
  public UsageHealth health() {
    return new UsageHealth(clock.instant(), 0, 0, 0, false);
  }

  /** Writes what is counted, and closes the store. */
  @Override
  public void close() {
    store.close();
  }
}
