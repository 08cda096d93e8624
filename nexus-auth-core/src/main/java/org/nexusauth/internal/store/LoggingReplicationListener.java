package org.nexusauth.internal.store;

import java.time.Duration;
import org.nexusauth.internal.Log;
import org.nexusauth.revocation.internal.ReplicationListener;

/** Logs the events of a store's feed. */
record LoggingReplicationListener(String store) implements ReplicationListener {

  @Override
  public void loaded(long entries, Duration took) {
    Log.feedLoaded(store, entries, took);
  }

  @Override
  public void failing(String problem) {
    Log.feedFailing(store, problem);
  }

  @Override
  public void answersAgain(Duration outage) {
    Log.feedAnswersAgain(store, outage);
  }

  @Override
  public void replaced(String problem) {
    Log.feedReplaced(store, problem);
  }
}
