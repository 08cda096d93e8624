package org.nexusauth.console.limit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.limit.Limits;
import org.nexusauth.management.Management;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyClaims;

/**
 * Reads what is left of a key's limits from the gate that manages keys. Thread-safe.
 *
 * @param gates returns the gates that the application has at present
 */
public record KeyLimitReader(Supplier<Set<ApiKeyGate>> gates) {

  /** Returns what is left of a key's limits; charges nothing. */
  public KeyLimits read(ApiKeyRecord key) {
    Optional<ApiKeyGate> gate = findGate();
    KeyClaims claims = key.claims();
    Optional<Limits> limits = gate.flatMap(one -> one.limitsOf(claims.subject(), claims.plan()));
    if (gate.isEmpty() || limits.isEmpty()) {
      return KeyLimits.OFF;
    }
    return new KeyLimits(
        gate.get().settings().limits().mode(),
        limits.get().plan(),
        gate.get().limitsCountLocally(),
        limits.get().windows());
  }

  /** Returns whether a node counts by itself, because the shared store does not answer. */
  public boolean countsLocally() {
    return findGate().map(ApiKeyGate::limitsCountLocally).orElse(false);
  }

  private Optional<ApiKeyGate> findGate() {
    List<ApiKeyGate> all = List.copyOf(gates.get());
    List<ApiKeyGate> managing =
        all.stream().filter(gate -> gate.extension(Management.class).isPresent()).toList();
    List<ApiKeyGate> found = managing.isEmpty() ? all : managing;
    if (found.size() != 1) {
      return Optional.empty();
    }
    return Optional.of(found.get(0));
  }
}
