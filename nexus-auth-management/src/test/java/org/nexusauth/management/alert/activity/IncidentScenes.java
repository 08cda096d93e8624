package org.nexusauth.management.alert.activity;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.nexusauth.management.alert.activity.SceneRun.START;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.nexusauth.event.Outcome;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AssignedLimits;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.reason.Reason;

/** Incidents of one key. Each has one finding, within its delay. */
final class IncidentScenes {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  private IncidentScenes() {}

  /**
   * An incident.
   *
   * @param kind what is to be found, and nothing else
   * @param delay within this time
   * @param words what its sentence says
   * @param key what the key does, by when the incident begins
   * @param facts the facts of the key at a time, by when the incident begins
   */
  record Scene(
      AlertKind kind,
      Duration delay,
      String words,
      BiFunction<Long, Instant, SimulatedKey> key,
      BiFunction<Instant, Instant, UnaryOperator<SampleFacts>> facts) {}

  private static Arguments scene(
      String name,
      AlertKind kind,
      Duration delay,
      String words,
      BiFunction<Long, Instant, SimulatedKey> key) {
    return argumentSet(
        name, new Scene(kind, delay, words, key, (at, now) -> UnaryOperator.identity()));
  }

  private static BiFunction<Long, Instant, SimulatedKey> changes(Habit habit, double factor) {
    return (seed, at) -> new SimulatedKey("k", seed, habit.timesSince(factor, at));
  }

  /** A share of the requests ends in another way from the incident on. */
  private static BiFunction<Long, Instant, SimulatedKey> ends(
      Habit habit, Outcome outcome, double share) {
    return (seed, at) ->
        new SimulatedKey("k", seed, habit).with(outcome, Habit.steady(share).beginning(at));
  }

  static Stream<Arguments> trafficScenes() {
    return Stream.of(
        scene(
            "traffic triples",
            AlertKind.TRAFFIC_SPIKE,
            TWO_MINUTES,
            "times the",
            changes(Habit.steady(100), 3)),
        scene(
            "busy traffic triples",
            AlertKind.TRAFFIC_SPIKE,
            TWO_MINUTES,
            "times the",
            changes(Habit.steady(900), 3)),
        scene(
            "little traffic triples",
            AlertKind.TRAFFIC_SPIKE,
            Duration.ofMinutes(15),
            "times the",
            changes(Habit.steady(30), 3)),
        scene(
            "traffic grows tenfold",
            AlertKind.TRAFFIC_SPIKE,
            TWO_MINUTES,
            "times the",
            changes(Habit.steady(15), 10)),
        scene(
            "a curve over the day triples",
            AlertKind.TRAFFIC_SPIKE,
            Duration.ofMinutes(6),
            "times the",
            changes(Habit.wave(100, 400, 1), 3)),
        scene(
            "unsteady traffic grows fourfold",
            AlertKind.TRAFFIC_SPIKE,
            Duration.ofMinutes(6),
            "times the",
            (seed, at) ->
                new SimulatedKey("k", seed, Habit.steady(200).timesSince(4, at)).withNoise(0.3)),
        scene(
            "people at work make five times as much",
            AlertKind.TRAFFIC_SPIKE,
            Duration.ofHours(1),
            "times the",
            changes(Habit.officeHours(8, 18, 60), 5)),
        scene(
            "a job of each hour runs wild",
            AlertKind.TRAFFIC_SPIKE,
            Duration.ofHours(1),
            "times the",
            (seed, at) ->
                new SimulatedKey(
                    "k", seed, Habit.every(60, 3, 50).plus(Habit.steady(80).beginning(at)))),
        scene(
            "traffic rises slowly",
            AlertKind.TRAFFIC_SPIKE,
            Duration.ofHours(16),
            "times the",
            (seed, at) ->
                new SimulatedKey(
                    "k",
                    seed,
                    minute ->
                        100
                            * Math.pow(
                                8,
                                Math.min(
                                    1, Math.max(0, (minute - at.getEpochSecond() / 60) / 720.0))))),
        scene(
            "traffic drops to a fifth",
            AlertKind.TRAFFIC_DROP,
            Duration.ofMinutes(6),
            "instead of the",
            changes(Habit.steady(100), 0.2)),
        scene(
            "a curve drops to a tenth",
            AlertKind.TRAFFIC_DROP,
            Duration.ofMinutes(10),
            "instead of the",
            changes(Habit.wave(300, 500, 1), 0.1)),
        scene(
            "a client goes silent",
            AlertKind.SILENCE,
            TWO_MINUTES,
            "has made no request for",
            changes(Habit.steady(100), 0)),
        scene(
            "a busy client goes silent",
            AlertKind.SILENCE,
            TWO_MINUTES,
            "has made no request for",
            changes(Habit.steady(2_000), 0)),
        scene(
            "a client of 30 a minute goes silent",
            AlertKind.SILENCE,
            Duration.ofMinutes(3),
            "has made no request for",
            changes(Habit.steady(30), 0)),
        scene(
            "a poller stops",
            AlertKind.SILENCE,
            Duration.ofMinutes(45),
            "has made no request for",
            changes(Habit.every(10, 1, 20), 0)),
        scene(
            "a job of each hour stops",
            AlertKind.SILENCE,
            Duration.ofHours(4),
            "has made no request for",
            changes(Habit.every(60, 3, 50), 0)),
        scene(
            "people at work stop",
            AlertKind.SILENCE,
            Duration.ofDays(9),
            "has made no request for",
            changes(Habit.officeHours(8, 18, 60), 0)));
  }

  static Stream<Arguments> outcomeScenes() {
    Outcome revoked = Outcome.denied(Reason.KEY_REVOKED);
    return Stream.of(
        argumentSet(
            "a revoked key is still used",
            new Scene(
                AlertKind.REVOKED_KEY_USED,
                TWO_MINUTES,
                "was revoked at 2026-03-11 10:17 UTC as no longer needed and is still sent",
                ends(Habit.steady(20), revoked, 1),
                (at, now) -> facts -> revoke(facts, at, KeyRevocation.Cause.UNUSED))),
        argumentSet(
            "a leaked key is tried",
            new Scene(
                AlertKind.REVOKED_KEY_USED,
                TWO_MINUTES,
                "as leaked",
                ends(Habit.steady(200), revoked, 1),
                (at, now) -> facts -> revoke(facts, at, KeyRevocation.Cause.LEAKED))),
        scene(
            "a key expires in use",
            AlertKind.EXPIRED_KEY_USED,
            TWO_MINUTES,
            "has expired",
            ends(Habit.steady(20), Outcome.denied(Reason.KEY_EXPIRED), 1)),
        scene(
            "a deployment answers with 5xx",
            AlertKind.ERROR_SHARE,
            Duration.ofMinutes(4),
            "with 5xx",
            ends(Habit.steady(50), Outcome.ofStatus(500), 0.6)),
        scene(
            "a client sends bad requests",
            AlertKind.ERROR_SHARE,
            Duration.ofMinutes(25),
            "with 4xx",
            ends(Habit.steady(2), Outcome.ofStatus(400), 1)),
        scene(
            "a client lacks a permission",
            AlertKind.ERROR_SHARE,
            Duration.ofMinutes(4),
            "denied",
            ends(Habit.steady(100), Outcome.denied(Reason.PERMISSION_MISSING), 0.8)),
        scene(
            "a limit is hit",
            AlertKind.LIMIT_HITS,
            TWO_MINUTES,
            "a limit was used up",
            ends(Habit.steady(100), Outcome.denied(Reason.RATE_LIMITED), 0.3)),
        argumentSet(
            "an hour's limit is nearly used",
            new Scene(
                AlertKind.LIMIT_NEARLY_USED,
                Duration.ofHours(2),
                "has used 75 % or more of its limit 1000/hour",
                changes(Habit.steady(8), 1.75),
                (at, now) ->
                    facts ->
                        facts.limited(
                            new AssignedLimits(List.of(LimitPolicy.parse("1000/hour")), 77)))));
  }

  static Stream<Arguments> recordScenes() {
    return Stream.of(
        argumentSet(
            "a rotation is forgotten",
            new Scene(
                AlertKind.OLD_KEY_USED,
                Duration.ofMinutes(67),
                "although the new key has been used since 2026-03-11 10:17 UTC",
                changes(Habit.steady(5), 1),
                (at, now) -> facts -> rotate(facts, at, now))),
        argumentSet(
            "a signing key is stolen",
            new Scene(
                AlertKind.UNKNOWN_KEY,
                TWO_MINUTES,
                "the signing key is stolen",
                (seed, at) -> new SimulatedKey("k", seed, Habit.steady(10).beginning(at)),
                (at, now) -> facts -> facts.created(at).importedBy("first seen", true))),
        argumentSet(
            "an issuer's key is seen for the first time",
            new Scene(
                AlertKind.UNKNOWN_KEY,
                TWO_MINUTES,
                "may come from the other issuer",
                (seed, at) -> new SimulatedKey("k", seed, Habit.steady(10).beginning(at)),
                (at, now) -> facts -> facts.created(at).importedBy("first seen", false))),
        argumentSet(
            "a key is used from elsewhere",
            new Scene(
                AlertKind.NEW_NETWORK,
                Duration.ofMinutes(7),
                "from a network that it has never had: 203.0.113.0/24",
                changes(Habit.steady(50), 1),
                (at, now) ->
                    facts -> {
                      SampleFacts known = facts.network("10.2.0.0/24", START);
                      return now.isBefore(at)
                          ? known
                          : known.network("203.0.113.0/24", at.truncatedTo(ChronoUnit.HOURS));
                    })),
        argumentSet(
            "a client is updated",
            new Scene(
                AlertKind.NEW_CLIENT_VERSION,
                Duration.ofMinutes(7),
                "with a client version that it has never had: 2.0",
                changes(Habit.steady(50), 1),
                (at, now) ->
                    facts -> {
                      SampleFacts known = facts.version("1.4", START);
                      return now.isBefore(at)
                          ? known
                          : known.version("2.0", at.truncatedTo(ChronoUnit.HOURS));
                    })));
  }

  private static SampleFacts revoke(SampleFacts facts, Instant at, KeyRevocation.Cause cause) {
    return facts.revoked(new KeyRevocation(at, "ada", cause, ""));
  }

  private static SampleFacts rotate(SampleFacts facts, Instant at, Instant now) {
    Rotation rotation =
        new Rotation(
            "k2",
            at.minus(Duration.ofDays(1)),
            "ada",
            Duration.ofDays(7),
            at.plus(Duration.ofDays(30)),
            at);
    return facts.rotated(rotation, now.isBefore(at) ? null : at);
  }
}
