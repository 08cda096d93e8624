package org.nexusauth.internal.watch;

import java.time.Duration;
import java.util.Optional;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.internal.store.OpenedStore;

/**
 * The settings of the watch of keys.
 *
 * @param interval how long the watcher waits between two checks
 * @param grace for how long the status of a key may be unknown before the key counts as invalid
 */
public record WatchSettings(Duration interval, Duration grace) {
  private static final Duration LOCAL_INTERVAL = Duration.ofMillis(200);
  private static final Duration REMOTE_INTERVAL = Duration.ofMillis(400);

  /**
   * Returns the settings for a store. A replica in memory has tolerated an outage of its store
   * before it reports a status as unknown; a store that is queried for each request may have failed
   * once.
   */
  public static WatchSettings of(RevocationSettings settings, Optional<OpenedStore> store) {
    if (store.filter(OpenedStore::isQueriedRemotely).isPresent()) {
      return new WatchSettings(REMOTE_INTERVAL, settings.maxStaleness());
    }
    return new WatchSettings(LOCAL_INTERVAL, Duration.ZERO);
  }
}
