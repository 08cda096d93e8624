package org.nexusauth.attack;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.JsonDocument;
import org.nexusauth.KeyPieces;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.attack.Mutants.Mutant;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/** A gate with its genuine keys, what is sent to it, and what it must answer. */
final class AttackSite implements Target {
  private final ApiKeyGate gate;
  private final List<GoodKey> keys;
  private final Mutants mutants;
  private final Oracle oracle;
  private final KeyPieces pieces;

  private AttackSite(long seed, AttackKeys made, List<GoodKey> keys, String prefix) {
    this.keys = keys;
    this.gate = gate(keys, prefix);
    this.mutants = new Mutants(seed, made, keys, prefix);
    this.oracle = new Oracle(keys, prefix);
    this.pieces = KeyPieces.of(keys.stream().map(GoodKey::text).toList());
  }

  /** Returns the two gates that a seed makes: secrets and public keys cannot share one. */
  static List<AttackSite> of(long seed) {
    AttackKeys keys = new AttackKeys(seed);
    return List.of(
        new AttackSite(seed, keys, keys.ofPublicKeys(), ""),
        new AttackSite(seed + 1, keys, keys.ofSecrets(), "nxs_"));
  }

  private static ApiKeyGate gate(List<GoodKey> keys, String prefix) {
    Set<Signer> signers = keys.stream().map(GoodKey::signer).collect(Collectors.toSet());
    Map<String, String> properties = new HashMap<>();
    properties.put("nexus.auth.verify.keys", Signer.jwks(signers.toArray(Signer[]::new)));
    properties.put("nexus.auth.revocation.store", "memory");
    if (!prefix.isEmpty()) {
      properties.put("nexus.auth.token.prefix", prefix);
    }
    ApiKeyGate gate = ApiKeyGate.builder(properties).clock(new TestClock()).build();
    gate.revocationWriter()
        .orElseThrow()
        .revoke(
            new Revocation(
                Subject.key(null, "org_1", "int_1", AttackKeys.REVOKED),
                Instant.EPOCH,
                null,
                null,
                "a test"));
    return gate;
  }

  List<GoodKey> keys() {
    return keys;
  }

  Mutant mutant(long index) {
    return mutants.of(index);
  }

  /** Asks the gate, and looks for keys in whatever it says. */
  @Override
  public Decision decide(List<String> values) {
    GateRequest request = new GateRequest(values, "GET", "/api/x", "127.0.0.1", "r", null);
    Decision decision = gate.decide(request, Requirement.NONE);
    String said = decision.toString() + request;
    if (decision instanceof Denied denied) {
      said += gate.answer(denied) + JsonDocument.of(gate.answer(denied).headers());
    }
    if (pieces.occurIn(said)) {
      throw new IllegalStateException("a piece of a key in what the gate says");
    }
    return decision;
  }

  /** Sends one mutant; returns what is wrong with the answer, or null. */
  @Nullable String wrong(Target target, long index) {
    Mutant mutant = mutant(index);
    Oracle.Expected expected = oracle.of(mutant.values());
    String wrong;
    try {
      wrong = Verdict.wrong(expected, target.decide(mutant.values()));
    } catch (RuntimeException | Error e) {
      // Whatever it is: nothing that a client sends may make the gate throw.
      wrong = "threw " + e;
    }
    return wrong == null ? null : mutant.kind() + ": " + wrong;
  }
}
