package org.nexusauth.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.decision.Sunset;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
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
  private final RevocationStore store;
  private final @Nullable RevocationReader reader;
  private final @Nullable RevocationWriter writer;
  private final @Nullable ReplicatedStore replica;
  private final List<AutoCloseable> resources;

  /** How a store is queried, read and written to, where it can be. */
  private record StoreAccess(
      RevocationStore store,
      @Nullable RevocationReader reader,
      @Nullable RevocationWriter writer) {}

  private OpenedStore(
      String name,
      StoreAccess access,
      @Nullable ReplicatedStore replica,
      AutoCloseable... resources) {
    this.name = name;
    this.store = access.store();
    this.reader = access.reader();
    this.writer = access.writer();
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
      return new OpenedStore(chosen.name(), new StoreAccess(memory, memory, memory), null);
    }
    RemoteStore remote =
        RemoteStore.of(
            store, new RemoteStoreSettings(settings.timeout(), settings.cache(), skew), clock);
    RevocationReader reader = store instanceof RevocationReader readable ? readable : null;
    return new OpenedStore(
        chosen.name(), new StoreAccess(remote, reader, remote.writer()), null, remote);
  }

  private static OpenedStore createReplicated(
      String name, RevocationFeed feed, RevocationSettings settings, Clock clock) {
    ReplicatedStore replica =
        ReplicatedStore.of(
            feed,
            new FeedSettings(settings.poll(), settings.maxStaleness(), settings.failOpen()),
            clock,
            new LoggingReplicationListener(name));
    StoreAccess access = new StoreAccess(replica, feed, replica.writer());
    if (feed instanceof AutoCloseable engine) {
      return new OpenedStore(name, access, replica, replica, engine);
    }
    return new OpenedStore(name, access, replica, replica);
  }

  /** Returns the name of the store. */
  public String name() {
    return name;
  }

  /** Returns whether each query of a status may be a call over the network. */
  public boolean isQueriedRemotely() {
    return !resources.isEmpty() && replica == null;
  }

  /** Returns a key's status; may throw anything. */
  KeyStatus statusOf(VerifiedApiKey key) {
    if (replica != null) {
      return replica.statusOf(key.subjectIds());
    }
    return store.statusOf(key.subject());
  }

  /**
   * Returns the status of a key that no request has sent.
   *
   * @throws StatusUnavailableException if it is unknown at present
   */
  public KeyStatus statusOf(KeySubject key) {
    KeyStatus status;
    try {
      status = store.statusOf(key);
    } catch (StatusUnavailableException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) { // The port's edge; its text may hold anything.
      throw new StatusUnavailableException(SafeMessage.describe(e), e);
    }
    if (status == null) {
      throw new StatusUnavailableException("it returned null");
    }
    return status;
  }

  /** Returns the reader of the store; empty where it cannot be read by subject from here. */
  public Optional<RevocationReader> reader() {
    return Optional.ofNullable(reader);
  }

  /** Returns the announced end of a key; empty where none is, or where the store is remote. */
  public Optional<Sunset> sunsetOf(VerifiedApiKey key) {
    if (replica != null) {
      return toSunset(replica.scheduledEndOf(key.subjectIds()));
    }
    if (store instanceof MemoryRevocationStore memory) {
      return memory
          .scheduledEndOf(key.subject())
          .map(end -> Sunset.of(end.effectiveAt(), end.reason()));
    }
    return Optional.empty();
  }

  private static Optional<Sunset> toSunset(@Nullable Change end) {
    if (end == null) {
      return Optional.empty();
    }
    return Optional.of(Sunset.of(end.effectiveAt(), end.reason()));
  }

  /**
   * Reads the feed of a replicated store now; does nothing for another one, which is always read.
   *
   * @throws org.nexusauth.revocation.StatusUnavailableException if it could not be read
   */
  public void catchUp() {
    if (replica != null) {
      replica.catchUp();
    }
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
