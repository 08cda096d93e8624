package org.nexusauth.internal.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Queries the store for a key's status. The one place where a store is isolated: whatever it
 * throws, whatever its type, and a null, denies the request and harms nothing else.
 */
public final class StatusCheck {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final OpenedStore store;
  private final AtomicBoolean failing = new AtomicBoolean();

  public StatusCheck(OpenedStore store) {
    this.store = store;
  }

  /** Returns why the key is not valid now, or null when it is. */
  public @Nullable Denied checkStatus(VerifiedApiKey key) {
    KeyStatus status;
    try {
      status = store.statusOf(key);
    } catch (StatusUnavailableException e) {
      return denyAsUnavailable(
          key, String.valueOf(e.getMessage()), e.retryAfter().orElse(RETRY_AFTER));
    } catch (Throwable e) { // The port's edge: an Error of a store must not take the server down.
      return denyAsUnavailable(key, SafeMessage.describe(e), RETRY_AFTER);
    }
    if (status == null) {
      return denyAsUnavailable(key, "it returned null", RETRY_AFTER);
    }
    // A known revocation is reported during an outage too.
    boolean answers = status.state() != KeyStatus.State.REVOKED;
    if (answers && failing.get() && failing.compareAndSet(true, false)) {
      Log.statusAvailable(store.name());
    }
    return toDenied(status, key);
  }

  private static @Nullable Denied toDenied(KeyStatus status, VerifiedApiKey key) {
    String detail = String.valueOf(status.reason());
    return switch (status.state()) {
      case ACTIVE -> null;
      case REVOKED -> Denied.keyRevoked(detail).withKey(key);
      case INTEGRATION_DISABLED -> new Denied(Reason.INTEGRATION_DISABLED, detail).withKey(key);
      case AGENT_RESTRICTED -> new Denied(Reason.AGENT_RESTRICTED, detail).withKey(key);
    };
  }

  private Denied denyAsUnavailable(VerifiedApiKey key, String problem, Duration retryAfter) {
    if (failing.compareAndSet(false, true)) {
      Log.statusUnavailable(store.name(), problem);
    }
    return new Denied(Reason.STATUS_UNAVAILABLE, problem).withKey(key).withRetryAfter(retryAfter);
  }
}
