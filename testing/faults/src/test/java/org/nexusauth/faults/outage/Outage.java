package org.nexusauth.faults.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.faults.outage.OutageNode.GRANTED;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.proxy.Fault;
import org.nexusauth.faults.proxy.Faults;
import org.nexusauth.faults.proxy.Flapping;
import org.nexusauth.faults.proxy.Proxy;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.testkit.TestKey;

/** One outage: a node behind a proxy, another one that reaches the store, and their keys. */
final class Outage implements AutoCloseable {
  /** For whoever has to wait for a processor that others use too. */
  static final Duration SLACK = Duration.ofMillis(400);

  private static final String REVOKED = "key_revoked";
  private static final Duration LONGEST_CALL = Duration.ofSeconds(9).plus(SLACK);
  private static final Duration RECOVERY = Duration.ofSeconds(2).plus(SLACK);

  /** A poll each 100 ms at most opens a connection, and a revocation now and then. */
  private static final long MOST_A_SECOND = 12;

  private final Site site;
  private final Proxy proxy;
  private final OutageNode node;
  private final TestKey good = OutageNode.key();
  private final TestKey revoked = OutageNode.key();
  private final TestKey revokedHere = OutageNode.key();
  private final TestKey revokedElsewhere = OutageNode.key();
  private Fault fault = Faults.NONE;
  private Call revocation;
  private Call revocationElsewhere;
  private long began;

  private Outage(Site site, Proxy proxy) {
    this.site = site;
    this.proxy = proxy;
    this.node = site.start(proxy.port());
  }

  /** Starts the node and lets both know the keys. */
  static Outage at(Site site) {
    Outage outage = new Outage(site, Proxy.before(site.port()));
    outage.warm();
    return outage;
  }

  private void warm() {
    await().until(() -> node.verdict(good), GRANTED::equals);
    assertThat(node.verdict(revokedHere)).isEqualTo(GRANTED);
    assertThat(node.verdict(revokedElsewhere)).isEqualTo(GRANTED);
    node.revoke(revoked);
    assertThat(node.verdict(revoked)).isEqualTo(REVOKED);
  }

  OutageNode node() {
    return node;
  }

  Proxy proxy() {
    return proxy;
  }

  TestKey good() {
    return good;
  }

  TestKey revokedElsewhere() {
    return revokedElsewhere;
  }

  /** Begins it; a key is revoked at each node meanwhile. */
  void begin(Fault next) {
    fault = next;
    proxy.set(fault);
    revokeBoth();
  }

  private void revokeBoth() {
    began = System.nanoTime();
    revocation = Call.of(node, revokedHere);
    revocationElsewhere = Call.of(site.node(), revokedElsewhere);
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(SLACK)
        .until(() -> node.verdict(revokedHere), REVOKED::equals);
  }

  /** Watches every answer until they are too old, and none is given any more. */
  void watch() {
    Duration granted = Duration.ZERO;
    Duration end = Site.STALENESS.plusSeconds(1);
    for (Duration now = since(began); now.compareTo(end) < 0; now = since(began)) {
      if (node.verdict(good).equals(GRANTED)) {
        granted = now;
      }
      nobodyPassesWrongly();
    }
    assertThat(granted).isBetween(Site.STALENESS.minus(SLACK.multipliedBy(2)), Site.STALENESS);
    isUnavailable();
  }

  private void nobodyPassesWrongly() {
    assertThat(node.verdict(revoked)).isEqualTo(REVOKED);
    assertThat(node.verdict(revokedHere)).isEqualTo(REVOKED);
    if (revocationElsewhere.hasBeenGoodFor(Site.STALENESS)) {
      assertThat(node.verdict(revokedElsewhere)).isNotEqualTo(GRANTED);
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
  }

  private void isUnavailable() {
    Denied denied = (Denied) node.ask(good);
    assertThat(denied.reason().code()).isEqualTo("status_unavailable");
    assertThat(denied.retryAfter()).isPositive();
  }

  /** The caller was told in time that the revocation is not known to be stored. */
  void revocationHasFailed() throws Exception {
    Duration took = revocation.took().get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> revocation.result().get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StatusUnavailableException.class);
    assertThat(took).isLessThan(LONGEST_CALL);
    assertThat(node.verdict(revokedHere)).isEqualTo(REVOKED);
    tell("revoke failed after", took);
  }

  /** Returns how long it took until the node knew what the other one has revoked. */
  Duration untilRevokedElsewhere() throws Exception {
    revocationElsewhere.took().get(20, TimeUnit.SECONDS);
    revocationElsewhere.result().get();
    long start = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(20))
        .until(() -> node.verdict(revokedElsewhere), REVOKED::equals);
    Duration took = since(start);
    tell("revoked elsewhere, refused here after", took);
    return took;
  }

  /** Ends it: the node answers again, and then it knows what was revoked meanwhile. */
  void end() throws Exception {
    revocationElsewhere.result().get(20, TimeUnit.SECONDS);
    proxy.set(Faults.NONE);
    long ended = System.nanoTime();
    while (!node.verdict(good).equals(GRANTED) && since(ended).toSeconds() < 20) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    String elsewhere = node.verdict(revokedElsewhere);
    Duration took = since(ended);
    tell("back after", took);
    assertThat(elsewhere).isEqualTo(REVOKED);
    assertThat(took).isLessThan(RECOVERY);
    revokeAgain();
  }

  /** The fault comes and goes; nobody passes who must not, and the store is not stormed. */
  void flap(Fault next, Duration each, Duration time) throws Exception {
    int before = proxy.connections();
    fault = next;
    Flapping flapping = Flapping.of(proxy, fault, each);
    try {
      revokeBoth();
      while (since(began).compareTo(time) < 0) {
        nobodyPassesWrongly();
      }
    } finally {
      flapping.end();
    }
    int opened = proxy.connections() - before;
    Results.add("outages", "%s	%s	flapping: connections	%s".formatted(site, fault, opened));
    assertThat((long) opened).isLessThan(MOST_A_SECOND * time.toSeconds());
    end();
  }

  private void revokeAgain() {
    node.revoke(revokedHere);
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> site.node().verdict(revokedHere), REVOKED::equals);
  }

  private void tell(String what, Duration took) {
    Results.add("outages", "%s\t%s\t%s\t%s ms".formatted(site, fault, what, took.toMillis()));
  }

  static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public void close() {
    proxy.set(Faults.NONE);
    node.close();
    proxy.close();
  }
}
