package org.nexusauth.faults.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nexusauth.faults.outage.OutageNode.GRANTED;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.proxy.Fault;
import org.nexusauth.faults.proxy.Faults;

/**
 * F01 to F04, R16: a store that cannot be reached, in every way in which it can be unreachable,
 * seen by a node whose answers may be two seconds old.
 */
@Execution(ExecutionMode.CONCURRENT)
final class OutageIT {
  private static final Duration EACH = Duration.ofMillis(100);
  private static final Set<Faults> NO_OUTAGE =
      EnumSet.of(Faults.NONE, Faults.SLOW, Faults.FORGOTTEN);

  /** H2's driver takes no other time-out for a connection that it has opened. */
  private static final Map<String, Duration> NOTICED =
      Map.of(
          "postgresql",
          Duration.ofSeconds(3),
          "redis",
          Duration.ofSeconds(3),
          "h2",
          Duration.ofSeconds(6));

  private static List<Site> sites;

  @BeforeAll
  static void start(@TempDir Path folder) {
    sites = Stream.of(Engines.values()).map(kind -> Site.at(kind.start(folder))).toList();
  }

  @AfterAll
  static void stop() {
    sites.forEach(Site::close);
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("nexus-auth") || name.equals("caller"))
        .toList();
  }

  private static Stream<Arguments> rows(Set<Faults> faults) {
    return sites.stream()
        .flatMap(
            site ->
                faults.stream()
                    .map(fault -> Arguments.argumentSet(site + " " + fault, site, fault)));
  }

  static Stream<Arguments> outages() {
    return rows(EnumSet.complementOf(EnumSet.copyOf(NO_OUTAGE)));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("outages")
  void known_answersHoldForAWhileThenNoneIsGiven(Site site, Fault fault) throws Exception {
    try (Outage outage = Outage.at(site)) {
      outage.begin(fault);
      outage.watch();
      outage.revocationHasFailed();
      outage.end();
    }
  }

  static Stream<Arguments> slow() {
    return rows(EnumSet.of(Faults.SLOW));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("slow")
  void slow_store_isFollowedAllTheSame(Site site, Fault fault) throws Exception {
    try (Outage outage = Outage.at(site)) {
      outage.begin(fault);

      assertThat(outage.untilRevokedElsewhere()).isLessThan(Site.STALENESS);
      await()
          .during(Site.STALENESS.plusSeconds(1))
          .atMost(Site.STALENESS.multipliedBy(6))
          .until(() -> outage.node().verdict(outage.good()), GRANTED::equals);
    }
  }

  static Stream<Arguments> forgotten() {
    return rows(EnumSet.of(Faults.FORGOTTEN));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("forgotten")
  void dead_connection_isNoticed(Site site, Fault fault) throws Exception {
    try (Outage outage = Outage.at(site)) {
      outage.begin(fault);

      assertThat(outage.untilRevokedElsewhere()).isLessThan(NOTICED.get(site.toString()));
    }
  }

  static Stream<Arguments> flapping() {
    return rows(EnumSet.of(Faults.REFUSE, Faults.BLACK_HOLE, Faults.RESET_MID_REPLY));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("flapping")
  @Tag("deep")
  void flappingStore_forMinutesIsAskedNowAndThen(Site site, Fault fault) throws Exception {
    try (Outage outage = Outage.at(site)) {
      outage.flap(fault, EACH, Duration.ofMinutes(5));
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("flapping")
  void flapping_store_isAskedNowAndThen(Site site, Fault fault) throws Exception {
    try (Outage outage = Outage.at(site)) {
      outage.flap(fault, EACH, Duration.ofSeconds(8));
    }
  }
}
