package org.nexusauth.management;

import java.time.Duration;
import java.util.UUID;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.management.apikey.KeyIssuance;
import org.nexusauth.management.apikey.KeyTextReader;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.leak.LeakReports;
import org.nexusauth.management.leak.LeakSettings;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.signing.SigningSettings;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.use.KeyUseFlusher;
import org.nexusauth.management.use.KeyUseRecorder;

/**
 * The management of keys on one node: the services over an opened store, and a thread that writes
 * when keys were used and continues rotations. Thread-safe.
 */
public final class Management implements AutoCloseable {
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final ManagementSettings settings;
  private final ManagementStore store;
  private final ManagementServices services;
  private final KeyTextReader keyTexts;
  private final KeyUseRecorder recorder = new KeyUseRecorder();
  private final KeyUseFlusher flusher;
  private final BackgroundThread background = new BackgroundThread();

  private Management(ManagementSettings settings, ManagementSetup setup) {
    this.settings = settings;
    this.store = setup.store().records();
    this.services = createServices(settings, setup);
    this.keyTexts = setup.keyTexts();
    String node = UUID.randomUUID().toString();
    this.flusher = new KeyUseFlusher(setup.store().uses(), node);
    Log.opened(settings.store(), node);
  }

  /**
   * Opens the management of keys and starts its thread.
   *
   * @param setup what it stands on; the store is closed with it
   */
  public static Management open(ManagementSettings settings, ManagementSetup setup) {
    Management management = new Management(settings, setup);
    management.startBackground();
    return management;
  }

  private static ManagementServices createServices(
      ManagementSettings settings, ManagementSetup setup) {
    ManagementPorts ports =
        new ManagementPorts(
            setup.store().records(), setup.revocations(), setup.agents(), setup.clock());
    SigningKeys signingKeys =
        new SigningKeys(
            ports,
            new SigningSettings(settings.issuer(), settings.keyRefresh(), settings.secrets()));
    KeyIssuance issuance =
        new KeyIssuance(
            settings.issuer(),
            settings.claimNames(),
            settings.prefix(),
            settings.environments(),
            settings.maxLifetime(),
            signingKeys::currentKey);
    return ManagementServices.create(ports, issuance, setup.keyTexts(), signingKeys);
  }

  private void startBackground() {
    background.repeat("writing the last uses of keys", FLUSH_INTERVAL, this::flushUses);
  }

  /** Runs on the background thread alone. */
  private void flushUses() {
    flusher.addAll(recorder.drainSeenKeys(), recorder.drainSkippedCount());
    flusher.writePending();
  }

  /** Returns the services. */
  public ManagementServices services() {
    return services;
  }

  /** Returns a service that takes reports of leaked keys. */
  public LeakReports openLeakReports(LeakSettings leaks) {
    return LeakReports.create(services.apiKeys(), keyTexts::readGenuineKey, leaks);
  }

  /** Returns the settings. */
  public ManagementSettings settings() {
    return settings;
  }

  /** Returns the store of records. */
  public ManagementStore store() {
    return store;
  }

  /** Returns what a gate notifies of its decisions: the uses of keys are recorded by it. */
  public DecisionListener useListener() {
    return recorder;
  }

  /** Writes the last uses, ends the thread and closes the store. */
  @Override
  public void close() {
    background.endAfter("writing the last uses of keys", this::flushLast, CLOSE_TIMEOUT);
    store.close();
  }

  private void flushLast() {
    try {
      flushUses();
    } finally {
      if (flusher.pendingCount() > 0) {
        Log.usesLost(flusher.pendingCount());
      }
    }
  }
}
