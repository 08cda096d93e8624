package org.nexusauth.faults.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Engine;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.node.JavaProcess;
import org.nexusauth.faults.node.SettingsFile;
import org.nexusauth.faults.record.HaltPoint.Steps;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.upkeep.RecordReconciler;
import org.nexusauth.testkit.TestKeys;

/**
 * With revocations in Redis and records in PostgreSQL, a node ends between two steps of a change:
 * afterwards the reconciler makes the records say what Redis says.
 */
final class RedisRecordKillIT {
  private static final TestKeys KEYS = TestKeys.create();
  private static final int MAX_STEPS = 100;

  @TempDir static Path folder;
  private static Engine redis;
  private static Engine postgres;
  private static SplitNode split;
  private static Path settingsFile;
  private static int cases;

  @BeforeAll
  static void open() throws Exception {
    redis = Engines.REDIS.start(Files.createDirectories(folder.resolve("redis")));
    postgres = Engines.POSTGRESQL.start(Files.createDirectories(folder.resolve("postgres")));
    Map<String, String> stores = new HashMap<>(settingsOf(postgres));
    stores.putAll(settingsOf(redis));
    Map<String, String> settings = RecordNode.settingsFor(KEYS, stores);
    settingsFile = SettingsFile.write(settings, folder);
    split = SplitNode.open(settings, HaltPoint.never());
    RecordNode.prepare(split.node().services(), KEYS);
  }

  private static Map<String, String> settingsOf(Engine engine) {
    Database database = engine.create();
    return database.settings().apply(database.port());
  }

  @AfterAll
  static void close() {
    split.close();
    postgres.close();
    redis.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"REVOKE", "ROTATE", "CANCEL_SCHEDULED", "DISABLE", "ENABLE"})
  @Timeout(120)
  void change_haltedAfterItsRevocation_isMended(CrashingChange change) throws Exception {
    assertThat(haltAndMend(change, Steps.REVOCATIONS, 0)).as("was halted").isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("deep")
  @Timeout(1_200)
  void change_haltedAtAnyStep_isMended(CrashingChange change) throws Exception {
    int halts = 0;
    for (Steps steps : Steps.values()) {
      int taken = 0;
      while (haltAndMend(change, steps, taken)) {
        taken++;
        assertThat(taken).isLessThan(MAX_STEPS);
      }
      halts += taken;
    }
    Results.add("record-kills", "Redis\t" + change + "\thalted at " + halts + " steps, all mended");
  }

  private static boolean haltAndMend(CrashingChange change, Steps steps, int taken)
      throws Exception {
    Generated key = prepareKey();
    CrashingChange.Subject subject =
        new CrashingChange.Subject(
            key.record().claims().agentId(), key.record().ref().integrationId(), key.key().id());
    change.prepare(split, subject);
    boolean halted = runAndHalt(change, subject, steps, taken);
    split.ports().revocations().catchUp();
    boolean granted = split.node().grants(key.key().text());
    mendAll();
    assertThat(split.node().grants(key.key().text()))
        .as("granted after mending")
        .isEqualTo(granted);
    new RecordInvariants(split.node()).assertConsistent();
    assertThat(mendAll()).as("mended again").isZero();
    return halted;
  }

  private static Generated prepareKey() {
    String agentId =
        split
            .node()
            .services()
            .agents()
            .create(RecordNode.CONTEXT, RecordNode.ORGANIZATION, null, "Agent")
            .id();
    String integrationId =
        RecordNode.createIntegration(split.node().services(), "Shop " + cases++, agentId);
    return RecordNode.generate(split.node().services(), integrationId);
  }

  private static boolean runAndHalt(
      CrashingChange change, CrashingChange.Subject subject, Steps steps, int taken)
      throws Exception {
    Path log = folder.resolve("node.log");
    Process process =
        JavaProcess.start(
            log,
            HaltingMain.class,
            settingsFile.toString(),
            change.name(),
            subject.agentId(),
            subject.integrationId(),
            subject.keyId(),
            steps.name(),
            String.valueOf(taken));
    int status = process.waitFor();
    assertThat(status).as(Files.readString(log)).isIn(0, HaltPoint.HALTED);
    return status == HaltPoint.HALTED;
  }

  private static int mendAll() {
    RecordReconciler reconciler = new RecordReconciler(split.ports());
    int mended = 0;
    do {
      mended += reconciler.reconcileNext();
    } while (!reconciler.isAtStart());
    return mended;
  }
}
