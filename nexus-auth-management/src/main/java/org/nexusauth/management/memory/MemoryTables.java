package org.nexusauth.management.memory;

import java.util.List;
import java.util.Map;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.store.IdempotentRequest;

/** All records as of one commit. None of it changes. */
record MemoryTables(
    Map<String, Organization> organizations,
    Map<String, Agent> agents,
    Map<String, Integration> integrations,
    Map<KeyRef, ApiKeyRecord> apiKeys,
    Map<KeyRef, KeyUse> keyUses,
    Map<SigningKeyName, SigningKeyRecord> signingKeys,
    Map<String, PlanRecord> plans,
    Map<RequestName, IdempotentRequest> requests,
    List<AuditEvent> events,
    AlertTables alerts) {

  static final MemoryTables EMPTY =
      new MemoryTables(
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          AlertTables.EMPTY);

  /** Names a signing key. */
  record SigningKeyName(String issuer, String keyId) {}

  /** Names a request. */
  record RequestName(String operator, String idempotencyKey) {}
}
