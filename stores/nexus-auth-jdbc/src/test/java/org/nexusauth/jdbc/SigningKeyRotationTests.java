package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.jdbc.SigningKeyNodes.CONTEXT;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.signing.SigningKeyView;

/** Signing keys in a database, while three nodes take their verification keys from it. */
abstract class SigningKeyRotationTests {
  private static final ExpectedVersion ANY = ExpectedVersion.ANY;

  /** A refresh, and the time until a busy machine has run it. */
  private static final Duration READ = SigningKeyNodes.REFRESH.plusSeconds(9);

  private SigningKeyNodes nodes;

  /** Makes an empty database. */
  abstract TestDatabase database();

  @BeforeEach
  void open() {
    nodes = new SigningKeyNodes(database());
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void start_withoutASigningKey_saysHowToMakeOne() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(nodes::startOne)
        .withMessageContaining("nexus.auth.verify.keys.location=store:")
        .withMessageContaining("nexus-auth signing-key prepare");
  }

  @Test
  void rotation_underLoad_deniesNoKeyUntilTheOldOneIsRetired() throws Exception {
    startFirst();
    nodes.sendRequests(500);

    rotateTo("two");
    nodes.keys.rollBack(CONTEXT, "one", ANY);
    awaitRequests(200);
    nodes.keys.rollBack(CONTEXT, "two", ANY);
    awaitRequests(200);
    nodes.stopRequests();

    assertThat(nodes.denied).isEmpty();
    retireFirst();
  }

  @Test
  void revokedSigningKey_deniesItsKeysOnAllNodes_andNotThoseOfOthers() {
    startFirst();
    String stolen = nodes.issueKey();
    rotateTo("two");
    String other = nodes.issueKey();
    await().atMost(READ).until(() -> nodes.isGrantedByAll(stolen) && nodes.isGrantedByAll(other));

    nodes.keys.revoke(CONTEXT, "one", "stolen", ANY);

    await().atMost(Duration.ofSeconds(5)).until(() -> nodes.isDeniedByAll(stolen));
    assertThat(nodes.isGrantedByAll(other)).isTrue();
  }

  @Test
  @Tag("deep")
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void tenRotations_underLoad_denyNoKey() throws Exception {
    startFirst();
    nodes.sendRequests(500);
    long before = nodes.requestCount();
    Instant start = Instant.now();

    for (int rotation = 2; rotation <= 11; rotation++) {
      rotateTo("key-" + rotation);
      awaitRequests(1000);
    }
    nodes.stopRequests();

    assertThat(nodes.denied).isEmpty();
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    assertThat((nodes.requestCount() - before) / seconds).isGreaterThan(300);
  }

  private void startFirst() {
    nodes.keys.prepareNext(CONTEXT, "one");
    nodes.keys.activate(CONTEXT, "one", false, ANY);
    nodes.start();
  }

  private void rotateTo(String keyId) {
    SigningKeyView next = nodes.keys.prepareNext(CONTEXT, keyId);
    Instant signsFrom = next.signsFrom();
    await().atMost(READ).until(() -> !Instant.now().isBefore(signsFrom));
    nodes.keys.activate(CONTEXT, keyId, false, ANY);
  }

  private void awaitRequests(int count) {
    long before = nodes.requestCount();
    await().atMost(Duration.ofSeconds(30)).until(() -> nodes.requestCount() >= before + count);
  }

  private void retireFirst() {
    nodes.keys.rollBack(CONTEXT, "one", ANY);
    String old = nodes.issueKey();
    nodes.keys.rollBack(CONTEXT, "two", ANY);
    assertThat(nodes.isGrantedByAll(old)).isTrue();

    nodes.keys.retire(CONTEXT, "one", 0, ANY);

    await().atMost(READ).until(() -> nodes.isDeniedByAll(old));
    assertThat(nodes.isGrantedByAll(nodes.issueKey())).isTrue();
  }
}
