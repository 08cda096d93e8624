package org.nexusauth.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

/**
 * The store of a gate, opened: replicated, queried remotely, or in the memory of this process.
 * Thread-safe.
 */
public final class OpenedStore implements AutoCloseable {
  private final String name;
  private final StatusSource source;
  private final @Nullable RevocationWriter writer;
  private final @Nullable ReplicatedStore replica;
  private final List<AutoCloseable> resources;

  /** Returns a key's status; may throw anything. */
  @FunctionalInterface
  private interface StatusSource {
    KeyStatus statusOf(VerifiedApiKey key);
  }

  private OpenedStore(
      String name,
      StatusSource source,
      @Nullable RevocationWriter writer,
      @Nullable ReplicatedStore replica,
      AutoCloseable... resources) {
    this.name = name;
    this.source = source;
    this.writer = writer;
    this.replica = replica;
    this.resources = List.of(resources);
  }

  /**
   * Opens a store that was chosen.
   *
   * @param skew how far the clocks of issuer and verifier may be apart
   */
  public static OpenedStore create(
      NamedStore chosen, RevocationSettings settings, Duration skew, Clock clock) {
    if (chosen instanceof NamedStore.Replicated replicated) {
      return createReplicated(chosen.name(), replicated.feed(), settings, clock);
    }
    RevocationStore store = ((NamedStore.Remote) chosen).store();
    if (store instanceof MemoryRevocationStore memory) {
      return new OpenedStore(chosen.name(), key -> memory.statusOf(key.subject()), memory, null);
    }
    RemoteStore remote =
        RemoteStore.of(
            store, new RemoteStoreSettings(settings.timeout(), settings.cache(), skew), clock);
    return new OpenedStore(
        chosen.name(), key -> remote.statusOf(key.subject()), remote.writer(), null, remote);
  }

  private static OpenedStore createReplicated(
      String name, RevocationFeed feed, RevocationSettings settings, Clock clock) {
    ReplicatedStore replica =
        ReplicatedStore.of(
            feed,
            new FeedSettings(settings.poll(), settings.maxStaleness(), settings.failOpen()),
            clock,
            new LoggingFeedEvents(name));
    StatusSource source = key -> replica.statusOf(key.subjectIds());
    if (feed instanceof AutoCloseable engine) {
      return new OpenedStore(name, source, replica.writer(), replica, replica, engine);
    }
    return new OpenedStore(name, source, replica.writer(), replica, replica);
  }

  /** Returns the name of the store. */
  public String name() {
    return name;
  }

  /** Returns whether each query of a status may be a call over the network. */
  public boolean isQueriedRemotely() {
    return !resources.isEmpty() && replica == null;
  }

  KeyStatus statusOf(VerifiedApiKey key) {
    return source.statusOf(key);
  }

  /** Returns the writer of the store; empty where it cannot be written to from here. */
  public Optional<RevocationWriter> writer() {
    return Optional.ofNullable(writer);
  }

  /** Returns the state of the replica; empty where the store is not replicated. */
  public Optional<FeedHealth> health() {
    return Optional.ofNullable(replica).map(ReplicatedStore::health);
  }

  @Override
  public void close() {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) { // A store's edge: the others are closed all the same.
        Log.storeNotClosed(name, SafeMessage.describe(e));
      }
    }
  }
}
