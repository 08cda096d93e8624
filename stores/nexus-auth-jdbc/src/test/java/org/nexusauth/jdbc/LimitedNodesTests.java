package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.management.access.ExpectedVersion.ANY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.decision.Decision;
import org.nexusauth.limit.Limits;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.model.KeyRevocation.Cause;

/** Changes of plans while clients send requests to two nodes with one database. */
abstract class LimitedNodesTests {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<ManagedNode> nodes = new ArrayList<>();
  private String integrationId = "";

  abstract TestDatabase createDatabase();

  @BeforeEach
  void startNodes() {
    TestDatabase database = createDatabase();
    for (int i = 0; i < 2; i++) {
      nodes.add(
          new ManagedNode(
              database,
              "limit.mode",
              "enforce",
              "limit.default",
              "100000/day",
              "limit.plans",
              "small=50000/day,tiny=1/second"));
    }
    integrationId = nodes.get(0).prepareIntegration();
  }

  @AfterEach
  void stopNodes() {
    nodes.forEach(ManagedNode::close);
  }

  /** Sends requests to all nodes until each has the quota; returns how long that took. */
  private Duration hammerUntil(Generated key, int quota) {
    long start = System.nanoTime();
    for (ManagedNode node : nodes) {
      while (limitsOf(node, key).windows().get(0).policy().quota() != quota) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECOND.multipliedBy(10));
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Limits limitsOf(ManagedNode node, Generated key) {
    Decision decision = node.send(key);
    return Objects.requireNonNull(decision.limits());
  }

  private static long usedOf(ManagedNode node, Generated key) {
    Limits.Window window = limitsOf(node, key).windows().get(0);
    return window.policy().quota() - window.remaining();
  }

  @Test
  void changedPlan_isInForceOnAllNodesWithinASecond_andWindowsGoOn() {
    Generated key = nodes.get(0).generate(integrationId, "key");
    for (int i = 0; i < 10; i++) {
      nodes.forEach(node -> node.send(key));
    }
    ManagedNode one = nodes.get(0);

    one.services().plans().create(ManagedNode.context(), "gold", "200000/day");
    one.services().apiKeys().changePlan(ManagedNode.context(), key.record().ref(), "gold", ANY);
    assertThat(hammerUntil(key, 200_000)).isLessThan(SECOND);
    nodes.forEach(node -> assertThat(usedOf(node, key)).isGreaterThan(10));

    long used = usedOf(one, key);
    one.services().plans().changePolicies(ManagedNode.context(), "gold", "300000/day", ANY);
    assertThat(hammerUntil(key, 300_000)).isLessThan(SECOND);
    assertThat(usedOf(one, key)).as("use is not reset").isGreaterThan(used);

    one.services().apiKeys().changePlan(ManagedNode.context(), key.record().ref(), "small", ANY);
    assertThat(hammerUntil(key, 50_000)).isLessThan(SECOND);
    one.services().plans().create(ManagedNode.context(), "small", "40000/day");
    assertThat(hammerUntil(key, 40_000)).as("a record over the settings").isLessThan(SECOND);
    one.services().plans().delete(ManagedNode.context(), "small", ANY);
    assertThat(hammerUntil(key, 50_000)).isLessThan(SECOND);
  }

  @Test
  void recordedDefaultPlan_isThatOfKeysWithoutAnother() {
    Generated key = nodes.get(0).generate(integrationId, "key");
    nodes.get(1).services().plans().create(ManagedNode.context(), "default", "7000/day");

    assertThat(hammerUntil(key, 7_000)).isLessThan(SECOND);
  }

  @Test
  void rotatedKeys_shareWindowsUntilTheOldOneIsRevoked() {
    ManagedNode one = nodes.get(0);
    Generated old = one.generate(integrationId, "key");
    for (int i = 0; i < 200; i++) {
      nodes.forEach(node -> node.send(old));
    }

    Generated successor =
        one.rotate(
            old.record().ref(), new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(1)));
    awaitUse(successor, used -> used > 200);

    KeyRevocationRequest ending = new KeyRevocationRequest(Cause.OTHER, "over", null);
    one.services().apiKeys().revoke(ManagedNode.context(), old.record().ref(), ending, ANY);
    awaitUse(successor, used -> used < 200);
  }

  private void awaitUse(Generated key, LongPredicate expected) {
    await()
        .atMost(SECOND.multipliedBy(5))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> nodes.stream().allMatch(node -> expected.test(usedOf(node, key))));
  }
}
