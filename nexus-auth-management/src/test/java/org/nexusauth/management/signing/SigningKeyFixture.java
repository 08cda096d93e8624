package org.nexusauth.management.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.RevocationWriter;

/** Signing keys over stores in memory, with a clock that a test sets. */
final class SigningKeyFixture {
  static final String ISSUER = "https://issuer.test";
  static final String SECRET = "the-secret-of-these-tests-is-long";
  static final Duration REFRESH = Duration.ofMinutes(5);
  static final Operator ADMIN = new Operator("ada", Role.ADMIN, Set.of());
  static final ChangeContext CONTEXT = new ChangeContext(ADMIN, "request-1", "192.0.2.1", null);

  final SettableTime clock = new SettableTime(Instant.parse("2026-11-30T09:00:00Z"));
  final MemoryRevocationStore revocations = new MemoryRevocationStore(clock);
  final MemoryManagementStore records = new MemoryManagementStore(revocations, clock);
  final ManagementPorts ports =
      new ManagementPorts(records, new MemoryRevocationAccess(revocations), null, clock);
  final SigningKeys keys = service(SECRET);

  /** The revocation store of the application itself. */
  record MemoryRevocationAccess(MemoryRevocationStore store) implements RevocationAccess {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return store.statusOf(key);
    }

    @Override
    public RevocationWriter writer() {
      return store;
    }

    @Override
    public void catchUp() {}
  }

  /** Returns the service as another node has it, with these secrets. */
  SigningKeys service(String secrets) {
    return new SigningKeys(
        ports, new SigningSettings(ISSUER, REFRESH, ManagementSecretsTest.parse(secrets)));
  }

  static ChangeContext contextOf(Role role) {
    return new ChangeContext(new Operator("olga", role, Set.of("org_1")), "request-2", null, null);
  }

  /** Returns a new key in a state; an elliptic one, which is made faster. */
  SigningKeyView make(String keyId, SigningKeyState state) {
    SigningKeyView key =
        keys.importNext(CONTEXT, SigningKey.generate(SigningAlgorithm.ES256, keyId));
    return switch (state) {
      case NEXT -> key;
      case SIGNING -> keys.activate(CONTEXT, keyId, true, ExpectedVersion.ANY);
      case VERIFY_ONLY -> {
        keys.activate(CONTEXT, keyId, true, ExpectedVersion.ANY);
        make(keyId + "-successor", SigningKeyState.SIGNING);
        yield view(keyId);
      }
      case RETIRED -> keys.retire(CONTEXT, keyId, 0, ExpectedVersion.ANY);
      case REVOKED -> keys.revoke(CONTEXT, keyId, "stolen", ExpectedVersion.ANY);
    };
  }

  SigningKeyView view(String keyId) {
    return keys.list(ADMIN).stream()
        .filter(key -> key.keyId().equals(keyId))
        .findFirst()
        .orElseThrow();
  }

  SigningKeyRecord record(String keyId) {
    return records.read(reader -> reader.listSigningKeys(ISSUER)).stream()
        .filter(key -> key.keyId().equals(keyId))
        .findFirst()
        .orElseThrow();
  }

  long count(SigningKeyState state) {
    return keys.list(ADMIN).stream().filter(key -> key.state() == state).count();
  }

  /** Records an API key, as if a signing key had signed it now. */
  void insertApiKey(String id, String signingKeyId, Duration lifetime) {
    Instant now = clock.instant();
    KeyClaims claims =
        new KeyClaims(
            ISSUER,
            new KeyRef("org_1", "int_1", id),
            null,
            List.of("read"),
            null,
            signingKeyId,
            now,
            now.plus(lifetime));
    KeyLabel label = new KeyLabel(id, Environment.PRODUCTION, Origin.ISSUED, "ada", now);
    records.write(
        writer -> writer.insertApiKey(new ApiKeyRecord(claims, label, null, KeyLifecycle.NEW, 1)));
  }

  List<AuditEvent> events() {
    return records.read(reader -> reader.readAuditEvents(0, 1000));
  }
}
