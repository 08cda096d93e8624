package org.nexusauth.console.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.RevocationSettings;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.Management;
import org.nexusauth.revocation.FeedHealth;

/**
 * This node, as its gates know it. Thread-safe.
 *
 * @param gates returns the gates that the application has at present
 */
public record NodeState(Supplier<Set<ApiKeyGate>> gates) {
  /** A view of revocations that is older is reported on every page. */
  private static final Duration MAX_QUIET_AGE = Duration.ofSeconds(5);

  private static final String STORE_LOCATION = "store:";

  /**
   * Returns the gate that manages keys; where none does, the only one.
   *
   * @throws ProblemException when there is none at present, or when there are several
   */
  public ApiKeyGate requireGate() {
    List<ApiKeyGate> managing =
        gates.get().stream().filter(gate -> gate.extension(Management.class).isPresent()).toList();
    List<ApiKeyGate> found = managing.isEmpty() ? List.copyOf(gates.get()) : managing;
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw ProblemException.unavailable(
          "This application has not started to check keys. If this lasts, its filter for API keys"
              + " is missing or did not start: see its log.");
    }
    throw ProblemException.unavailable(
        "This application has several gates that check keys by different settings. Give all its"
            + " filters the same parameters.");
  }

  /** Returns whether this node can make and use signing keys: it has a secret for them. */
  public boolean hasSigningSecret() {
    return requireGate()
        .extension(Management.class)
        .map(management -> management.settings().secrets() != null)
        .orElse(true);
  }

  /** Returns whether this node verifies with the signing keys of the records. */
  public boolean verifiesWithRecords() {
    GivenProperty location = requireGate().settings().keys().location();
    return location != null && location.value().strip().startsWith(STORE_LOCATION);
  }

  /**
   * Returns what is wrong with this node's view of revocations, or with the sharing of limits, and
   * what to do, in sentences; empty where nothing is, and where its store is queried for each
   * request.
   */
  public Optional<String> describeProblem() {
    return gates.get().stream().flatMap(gate -> describeProblem(gate).stream()).findFirst();
  }

  private static Optional<String> describeProblem(ApiKeyGate gate) {
    return describeFeedProblem(gate).or(() -> describeLimitProblem(gate));
  }

  private static Optional<String> describeLimitProblem(ApiKeyGate gate) {
    if (!gate.limitsCountLocally()) {
      return Optional.empty();
    }
    String effect =
        switch (gate.settings().limits().onUnavailable()) {
          case LOCAL -> "Each node counts by itself, up to its share of each limit";
          case FULL -> "Each node counts by itself, up to the whole limit";
          case DENY -> "Requests that this node has no permit left for are denied with 429";
        };
    return Optional.of(
        "The store that nodes share limits through does not answer. %s, until it is back. Check that this node reaches it: its log says what fails."
            .formatted(effect));
  }

  private static Optional<String> describeFeedProblem(ApiKeyGate gate) {
    return gate.feedHealth()
        .flatMap(
            health -> {
              String problem = findProblem(health, gate.settings().revocation());
              return Optional.ofNullable(problem);
            });
  }

  private static @Nullable String findProblem(FeedHealth health, RevocationSettings settings) {
    Duration age = health.age();
    if (age == null) {
      return "This node has not read the revocations yet. "
          + describeEffect(settings, "until it has")
          + " If this lasts, check that it reaches the revocation store: its log says what fails.";
    }
    if (age.compareTo(MAX_QUIET_AGE) <= 0) {
      return null;
    }
    String since = "This node's view of revocations is " + Times.describeDuration(age) + " old. ";
    String effect =
        health.ready()
            ? "Keys that were revoked since then may still be accepted here, and what is revoked"
                + " now may not reach other nodes. After %s this node denies every key."
                    .formatted(Times.describeDuration(settings.maxStaleness()))
            : describeEffect(settings, "until it can read them again");
    return since + effect + " Check that it reaches the revocation store: its log says what fails.";
  }

  private static String describeEffect(RevocationSettings settings, String until) {
    if (settings.failOpen()) {
      return "Keys are accepted without that check, as nexus.auth.revocation.on.unavailable=allow"
          + " says, "
          + until
          + '.';
    }
    return "It denies every key with 503 " + until + '.';
  }
}
