package org.nexusauth;

import java.time.Duration;
import java.util.Optional;
import org.nexusauth.config.RevocationSettings;

/**
 * How keys are watched.
 *
 * @param interval how long the watcher waits between two rounds
 * @param grace for how long the status of a key may be unknown before the key counts as invalid
 */
record WatchSettings(Duration interval, Duration grace) {
  private static final Duration LOCAL = Duration.ofMillis(200);
  private static final Duration REMOTE = Duration.ofMillis(400);

  /**
   * Returns them for a store. A replica in memory tolerated the silence of its store before it
   * calls a status unknown; a store that is queried for each request may have failed once.
   */
  static WatchSettings of(RevocationSettings settings, Optional<OpenStore> store) {
    return store.isPresent() && store.get().isQueriedRemotely()
        ? new WatchSettings(REMOTE, settings.maxStaleness())
        : new WatchSettings(LOCAL, Duration.ZERO);
  }
}
