package org.nexusauth.management.apikey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.plan.PlanCheck;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.RecordReader;

/** Checks what a new key is to be. */
final class NewKeyCheck {
  private static final int MAX_PERMISSIONS = 64;

  /** A key has 4,096 characters at most; these bytes become a third more in it. */
  private static final int MAX_PERMISSION_BYTES = 1_500;

  private final KeyIssuanceSettings issuance;

  NewKeyCheck(KeyIssuanceSettings issuance) {
    this.issuance = issuance;
  }

  void requireValid(NewKeyRequest order, Instant now) {
    checkAll(order, now).throwIfAny();
  }

  List<FieldError> findProblems(NewKeyRequest order, Instant now) {
    return checkAll(order, now).toException().fieldErrors();
  }

  /**
   * Checks that the plan of an order exists. Without limits here its name may be meant for another
   * application.
   *
   * @throws ManagementException of kind {@code INVALID}
   */
  void requireKnownPlan(RecordReader records, NewKeyRequest order) {
    findPlanProblem(records, order)
        .ifPresent(
            problem -> {
              throw ManagementException.invalid(List.of(problem));
            });
  }

  /** Returns what is wrong with the plan of an order, beyond its form. */
  Optional<FieldError> findPlanProblem(RecordReader records, NewKeyRequest order) {
    String plan = order.plan();
    if (plan == null || !issuance.plans().used()) {
      return Optional.empty();
    }
    return new PlanCheck(issuance.plans()).findProblem(records, plan);
  }

  private InputErrors checkAll(NewKeyRequest order, Instant now) {
    InputErrors errors = new InputErrors();
    errors.checkName("name", order.name());
    checkPermissions(errors, order.permissions());
    checkLifetime(errors, order.lifetime());
    checkEnd(errors, order.expiresAt(), now);
    errors.checkOptionalId("plan", order.plan());
    return errors;
  }

  private static void checkPermissions(InputErrors errors, List<String> permissions) {
    if (permissions.isEmpty() || permissions.size() > MAX_PERMISSIONS) {
      errors.add("permissions", "Give the key 1 to " + MAX_PERMISSIONS + " permissions.");
      return;
    }
    if (new HashSet<>(permissions).size() < permissions.size()) {
      errors.add("permissions", "A permission is there twice.");
    }
    permissions.forEach(permission -> errors.checkId("permissions", permission));
    int bytes =
        permissions.stream()
            .mapToInt(permission -> permission.getBytes(StandardCharsets.UTF_8).length)
            .sum();
    if (bytes > MAX_PERMISSION_BYTES) {
      errors.add(
          "permissions",
          "The permissions have "
              + bytes
              + " bytes in all, and the key has room for "
              + MAX_PERMISSION_BYTES
              + ": give it fewer or shorter ones.");
    }
  }

  private void checkLifetime(InputErrors errors, @Nullable Duration lifetime) {
    Duration longest = issuance.longestLifetime();
    if (lifetime != null && (lifetime.toSeconds() < 1 || lifetime.compareTo(longest) > 0)) {
      errors.add(
          "lifetime", "The lifetime must be at least a second, and at most %s.".formatted(longest));
    }
  }

  /** An end at now + the longest lifetime is allowed. */
  private void checkEnd(InputErrors errors, @Nullable Instant expiresAt, Instant now) {
    if (expiresAt == null) {
      return;
    }
    Instant latest = now.plus(issuance.longestLifetime());
    if (expiresAt.isBefore(now.plusSeconds(1)) || expiresAt.isAfter(latest)) {
      errors.add(
          "expiresAt",
          "The key must end in the future, and at %s at the latest."
              .formatted(latest.truncatedTo(ChronoUnit.SECONDS)));
    }
  }
}
