package org.nexusauth.management;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.limit.LimitAssignments;
import org.nexusauth.management.alert.AlertChannels;
import org.nexusauth.management.alert.Alerts;
import org.nexusauth.management.apikey.EnvironmentPresets.Preset;
import org.nexusauth.management.apikey.KeyIssuanceSettings;
import org.nexusauth.management.apikey.KeyTextReader;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.leak.LeakReports;
import org.nexusauth.management.leak.LeakSettings;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.plan.PlanCheck;
import org.nexusauth.management.plan.PlanReplicator;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.signing.SigningSettings;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.upkeep.FirstSeenImporter;
import org.nexusauth.management.upkeep.RecordReconciler;
import org.nexusauth.management.upkeep.RotationGraces;
import org.nexusauth.management.usage.UsageReports;
import org.nexusauth.management.use.FirstSeenKeys;
import org.nexusauth.management.use.KeyUseFlusher;
import org.nexusauth.management.use.KeyUseRecorder;
import org.nexusauth.management.use.SeenKey;

/**
 * The management of keys on one node: the services over an opened store, and a thread that writes
 * when keys were used and continues rotations. Thread-safe.
 */
public final class Management implements AutoCloseable {
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);
  private static final Duration PLAN_INTERVAL = Duration.ofMillis(250);
  private static final Duration FOLD_INTERVAL = Duration.ofMinutes(1);

  /** A process that has not written for so long has ended, or writes a new row. */
  private static final Duration FOLD_AFTER = Duration.ofDays(1);

  private static final int FOLDED_ROWS = 500;
  private static final String FLUSH = "writing the last uses of keys";
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final ManagementSettings settings;
  private final ManagementPorts ports;
  private final KeyUseStore uses;
  private final ManagementServices services;
  private final KeyTextReader keyTexts;
  private final KeyUseRecorder recorder = new KeyUseRecorder();
  private final KeyUseFlusher flusher;
  private final FirstSeenKeys firstSeen;
  private final BackgroundThread background = new BackgroundThread("nexus-auth-management");
  private final AlertWork alertWork;
  private @Nullable BackgroundThread planReading;

  private Management(ManagementSettings settings, ManagementSetup setup) {
    this.settings = settings;
    this.ports =
        new ManagementPorts(
            setup.store().records(), setup.revocations(), setup.agents(), setup.clock());
    this.uses = setup.store().uses();
    this.keyTexts = setup.keyTexts();
    this.services =
        createServices(settings, keyTexts, ports)
            .withAlerts(
                new Alerts(ports, settings.alerts().thresholds()),
                new AlertChannels(ports, settings.alerts()),
                new UsageReports(ports, setup.alertSources().usage()));
    String node = UUID.randomUUID().toString();
    this.flusher = new KeyUseFlusher(uses, node);
    FirstSeenImporter importer = new FirstSeenImporter(ports);
    this.firstSeen = new FirstSeenKeys(ports.records(), seen -> importer.recordKey(seen.key()));
    this.alertWork = new AlertWork(ports, settings, setup.alertSources(), node);
    Log.opened(settings.store(), node);
  }

  /**
   * Opens the management of keys and starts its thread.
   *
   * @param setup what it stands on; the store is closed with it, also if this throws
   * @throws org.nexusauth.config.ConfigurationException when a channel of alerts cannot be opened
   */
  public static Management open(ManagementSettings settings, ManagementSetup setup) {
    try {
      Management management = new Management(settings, setup);
      management.startBackground();
      return management;
    } catch (RuntimeException | Error e) {
      setup.store().records().close();
      throw e;
    }
  }

  private static ManagementServices createServices(
      ManagementSettings settings, KeyTextReader keyTexts, ManagementPorts ports) {
    SigningKeys signingKeys =
        new SigningKeys(
            ports,
            new SigningSettings(settings.issuer(), settings.keyRefresh(), settings.secrets()));
    KeyIssuanceSettings issuance =
        new KeyIssuanceSettings(
            settings.issuer(),
            settings.claimNames(),
            settings.prefix(),
            settings.environments(),
            settings.maxLifetime(),
            signingKeys::currentKey,
            settings.plans());
    return ManagementServices.create(ports, issuance, keyTexts, signingKeys);
  }

  /** Returns how many alerts are open; 0 on nodes that do not evaluate the rules. */
  long openAlerts() {
    return alertWork.openAlerts();
  }

  private void startBackground() {
    RotationGraces graces = new RotationGraces(ports);
    background.repeat(FLUSH, FLUSH_INTERVAL, this::flushUses);
    background.repeat("continuing rotations", FLUSH_INTERVAL, graces::beginDueGraces);
    background.repeat(
        "recording keys that were issued elsewhere", FLUSH_INTERVAL, firstSeen::recordUnknown);
    if (!ports.records().joinsRevocations()) {
      background.repeat(
          "mending records", FLUSH_INTERVAL, new ReconciliationTask(new RecordReconciler(ports)));
    }
    alertWork.start();
    background.repeat("merging uses of ended processes", FOLD_INTERVAL, this::foldUses);
  }

  /**
   * Reads what records say about limits, and begins to follow them on a thread of its own: other
   * work must not delay a change of a limit. Called once, before the gate decides.
   *
   * @return what was read last
   * @throws org.nexusauth.management.problem.ManagementException if it cannot be read
   */
  Supplier<LimitAssignments> followPlans() {
    PlanReplicator replicator = new PlanReplicator(ports);
    replicator.run();
    planReading = new BackgroundThread("nexus-auth-plans");
    planReading.repeat("reading plans of limits", PLAN_INTERVAL, replicator);
    return replicator;
  }

  /** Logs which environments give new keys a plan that does not exist. */
  void warnOfUnknownPlans() {
    PlanCheck check = new PlanCheck(settings.plans());
    for (Map.Entry<Environment, Preset> entry : settings.environments().presets().entrySet()) {
      String plan = entry.getValue().plan();
      if (plan != null && ports.records().read(all -> check.findProblem(all, plan)).isPresent()) {
        Log.unknownPresetPlan(entry.getKey().name().toLowerCase(Locale.ROOT), plan);
      }
    }
  }

  private void foldUses() {
    uses.foldKeyUses(ports.now().minus(FOLD_AFTER), FOLDED_ROWS);
  }

  /** Runs on the background thread alone. */
  private void flushUses() {
    List<SeenKey> seen = recorder.drainSeenKeys();
    firstSeen.addAll(seen);
    flusher.addAll(seen, recorder.drainSkippedCount());
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
    return ports.records();
  }

  /** Returns what a gate notifies of its decisions: the uses of keys are recorded by it. */
  public DecisionListener useListener() {
    return recorder;
  }

  /** Writes the last uses, ends the thread and closes the store. */
  @Override
  public void close() {
    if (planReading != null) {
      planReading.end(CLOSE_TIMEOUT);
    }
    alertWork.close();
    background.endAfter(FLUSH, this::flushLast, CLOSE_TIMEOUT);
    ports.records().close();
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
