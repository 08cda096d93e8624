package org.nexusauth;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.RemoteStore;
import org.nexusauth.revocation.internal.RemoteStoreSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.verify.VerifiedApiKey;

/** The store of a gate at work: followed, fenced, or in this process's memory. Thread-safe. */
final class OpenStore implements AutoCloseable {
  private final String name;
  private final Source source;
  private final @Nullable RevocationWriter writer;
  private final @Nullable ReplicatedStore followed;
  private final AutoCloseable[] closed;

  /** Says a key's status; may throw anything. */
  @FunctionalInterface
  private interface Source {
    KeyStatus statusOf(VerifiedApiKey key);
  }

  private OpenStore(
      String name,
      Source source,
      @Nullable RevocationWriter writer,
      @Nullable ReplicatedStore followed,
      AutoCloseable... closed) {
    this.name = name;
    this.source = source;
    this.writer = writer;
    this.followed = followed;
    this.closed = closed;
  }

  /** Starts a store that was chosen. */
  static OpenStore start(
      NamedStore chosen, RevocationSettings settings, Duration skew, Clock clock) {
    RevocationFeed feed = chosen.followed();
    if (feed != null) {
      return follow(chosen.name(), feed, settings, clock);
    }
    RevocationStore store = Objects.requireNonNull(chosen.asked());
    if (store instanceof MemoryRevocationStore memory) {
      return new OpenStore(chosen.name(), key -> memory.statusOf(key.subject()), memory, null);
    }
    RemoteStore fenced =
        RemoteStore.around(
            store, new RemoteStoreSettings(settings.timeout(), settings.cache(), skew), clock);
    return new OpenStore(
        chosen.name(), key -> fenced.statusOf(key.subject()), fenced.writer(), null, fenced);
  }

  private static OpenStore follow(
      String name, RevocationFeed feed, RevocationSettings settings, Clock clock) {
    ReplicatedStore store =
        ReplicatedStore.of(
            feed,
            new FeedSettings(settings.poll(), settings.maxStaleness(), settings.failOpen()),
            clock,
            new LoggingFeedEvents(name));
    AutoCloseable[] closed =
        feed instanceof AutoCloseable engine
            ? new AutoCloseable[] {store, engine}
            : new AutoCloseable[] {store};
    return new OpenStore(
        name, key -> store.statusOf(key.subjectIds()), store.writer(), store, closed);
  }

  String name() {
    return name;
  }

  /** Returns whether each look at a status may be a call over the network. */
  boolean isQueriedRemotely() {
    return closed.length > 0 && followed == null;
  }

  KeyStatus statusOf(VerifiedApiKey key) {
    return source.statusOf(key);
  }

  Optional<RevocationWriter> writer() {
    return Optional.ofNullable(writer);
  }

  /** Returns how this node stands to a store that is followed. */
  Optional<FeedHealth> health() {
    return Optional.ofNullable(followed).map(ReplicatedStore::health);
  }

  @Override
  public void close() {
    for (AutoCloseable one : closed) {
      try {
        one.close();
      } catch (Exception e) { // A store's edge: the others are closed all the same.
        Log.storeNotClosed(name, SafeMessage.of(e));
      }
    }
  }
}
