package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.management.service.ServiceFixture.ORG;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.revocation.KeyStatus;

/** 64 threads change the same things. */
class ConcurrencyTest {
  private static final int THREADS = 64;

  private final ServiceFixture fixture = ServiceFixture.joined();

  private static <T> List<T> runAll(Callable<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get(30, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns how often a change was stale before it was made. */
  private int renameOnce() {
    for (int stale = 0; ; stale++) {
      Integration known =
          fixture.integrations.get(
              ServiceFixture.operator().operator(), ORG, fixture.integration.id());
      try {
        fixture.integrations.rename(
            ServiceFixture.operator(),
            ORG,
            known.id(),
            known.name() + ".",
            ExpectedVersion.of(known.version()));
        return stale;
      } catch (ManagementException e) {
        assertThat(e.kind()).isEqualTo(Kind.STALE);
      }
    }
  }

  @Test
  void renames_ofOneIntegration_areAllMade() throws Exception {
    runAll(this::renameOnce);

    Integration last =
        fixture.integrations.get(
            ServiceFixture.operator().operator(), ORG, fixture.integration.id());
    assertThat(last.name()).isEqualTo("Shop" + ".".repeat(THREADS));
    assertThat(last.version()).isEqualTo(1 + THREADS);
    assertThat(fixture.auditLog.verify(ServiceFixture.admin().operator()).brokenAt()).isNull();
  }

  @Test
  void integrations_ofOneName_areCreatedOnce() throws Exception {
    List<Boolean> created =
        runAll(
            () -> {
              try {
                fixture.integrations.create(
                    ServiceFixture.operator(), ORG, "Same", ServiceFixture.AGENT);
                return true;
              } catch (ManagementException e) {
                assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                return false;
              }
            });

    assertThat(created).containsOnlyOnce(true);
  }

  @Test
  void oneRequest_generatesOneKey() throws Exception {
    List<GenerationResult> results =
        runAll(
            () ->
                fixture.apiKeys.generate(
                    ServiceFixture.contextOf(ServiceFixture.operator().operator(), "idem"),
                    fixture.order()));

    assertThat(results).filteredOn(result -> result instanceof Generated).hasSize(1);
    assertThat(results.stream().map(result -> result.record().ref()).distinct()).hasSize(1);
  }

  @Test
  void revocationsAndSwitches_leaveOneState() throws Exception {
    KeyRef key = fixture.generate().record().ref();
    runAll(
        () -> {
          fixture.integrations.disable(
              ServiceFixture.operator(), ORG, key.integrationId(), "x", ServiceFixture.ANY);
          fixture.integrations.enable(
              ServiceFixture.operator(), ORG, key.integrationId(), ServiceFixture.ANY);
          return fixture.apiKeys.revoke(
              ServiceFixture.operator(),
              key,
              new KeyRevocationRequest(Cause.LEAKED, "", null),
              ServiceFixture.ANY);
        });

    assertThat(fixture.status(key).state()).isEqualTo(KeyStatus.State.REVOKED);
    assertThat(
            fixture
                .integrations
                .get(ServiceFixture.operator().operator(), ORG, key.integrationId())
                .disablement())
        .isNull();
    assertThat(fixture.status(fixture.generate().record().ref())).isEqualTo(KeyStatus.active());
    assertThat(fixture.events().stream().filter(event -> event.action().equals("key.revoke")))
        .hasSize(1);
    assertThat(fixture.auditLog.verify(ServiceFixture.admin().operator()).brokenAt()).isNull();
  }
}
