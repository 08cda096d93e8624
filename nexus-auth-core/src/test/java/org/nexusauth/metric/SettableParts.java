package org.nexusauth.metric;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.usage.UsageHealth;

/** Parts of a gate whose states a test sets. */
final class SettableParts implements GateParts {
  @Nullable FeedHealth replica;
  @Nullable UsageHealth usage;
  boolean failsOpen;
  boolean limitsCountLocally;

  static FeedHealth replica(boolean ready, @Nullable String problem) {
    return new FeedHealth(ready, Duration.ofSeconds(2), 3, 7, Cursor.START, problem);
  }

  @Override
  public Duration keysAge() {
    return Duration.ofSeconds(90);
  }

  @Override
  public Optional<FeedHealth> replica() {
    return Optional.ofNullable(replica);
  }

  @Override
  public boolean failsOpen() {
    return failsOpen;
  }

  @Override
  public Optional<UsageHealth> usage() {
    return Optional.ofNullable(usage);
  }

  @Override
  public boolean limitsCountLocally() {
    return limitsCountLocally;
  }

  @Override
  public long limitWaits() {
    return 4;
  }
}
