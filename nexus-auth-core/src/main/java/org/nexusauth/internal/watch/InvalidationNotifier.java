package org.nexusauth.internal.watch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.verify.ValidityFailure;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Notifies listeners of keys that are no longer valid; what one throws affects no other.
 * Thread-safe.
 */
public final class InvalidationNotifier {
  private final List<KeyInvalidationListener> gateListeners;

  /** The names of the listener classes whose failure was logged. */
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  public InvalidationNotifier(List<KeyInvalidationListener> gateListeners) {
    this.gateListeners = List.copyOf(gateListeners);
  }

  void notifyGateListeners(VerifiedApiKey key, ValidityFailure failure) {
    gateListeners.forEach(listener -> notifyListener(listener, key, failure));
  }

  void notifyListener(
      KeyInvalidationListener listener, VerifiedApiKey key, ValidityFailure failure) {
    try {
      listener.onInvalid(key, failure);
    } catch (Throwable e) { // A listener's edge: its Error must not end the watch of other keys.
      if (failed.add(listener.getClass().getName())) {
        Log.invalidationListenerFailed(listener.getClass().getName(), SafeMessage.describe(e));
      }
    }
  }
}
