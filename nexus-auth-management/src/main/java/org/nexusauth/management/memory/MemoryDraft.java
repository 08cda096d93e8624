package org.nexusauth.management.memory;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.management.memory.MemoryTables.RequestName;
import org.nexusauth.management.memory.MemoryTables.SigningKeyName;
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

/** All records as a transaction sees and changes them. Used by one thread. */
final class MemoryDraft {
  final TableDraft<String, Organization> organizations;
  final TableDraft<String, Agent> agents;
  final TableDraft<String, Integration> integrations;
  final TableDraft<KeyRef, ApiKeyRecord> apiKeys;
  final TableDraft<KeyRef, KeyUse> keyUses;
  final TableDraft<SigningKeyName, SigningKeyRecord> signingKeys;
  final TableDraft<String, PlanRecord> plans;
  final TableDraft<RequestName, IdempotentRequest> requests;
  final AlertDraft alerts;
  private final List<AuditEvent> committedEvents;
  private final List<AuditEvent> newEvents = new ArrayList<>();

  MemoryDraft(MemoryTables committed) {
    organizations = new TableDraft<>(committed.organizations());
    agents = new TableDraft<>(committed.agents());
    integrations = new TableDraft<>(committed.integrations());
    apiKeys = new TableDraft<>(committed.apiKeys());
    keyUses = new TableDraft<>(committed.keyUses());
    signingKeys = new TableDraft<>(committed.signingKeys());
    plans = new TableDraft<>(committed.plans());
    requests = new TableDraft<>(committed.requests());
    alerts = new AlertDraft(committed.alerts());
    committedEvents = committed.events();
  }

  /** Returns the events; the one of sequence n is at n - 1. */
  List<AuditEvent> events() {
    if (newEvents.isEmpty()) {
      return committedEvents;
    }
    List<AuditEvent> all = new ArrayList<>(committedEvents.size() + newEvents.size());
    all.addAll(committedEvents);
    all.addAll(newEvents);
    return all;
  }

  void addEvent(AuditEvent event) {
    newEvents.add(event);
  }

  MemoryTables toTables() {
    return new MemoryTables(
        organizations.rows(),
        agents.rows(),
        integrations.rows(),
        apiKeys.rows(),
        keyUses.rows(),
        signingKeys.rows(),
        plans.rows(),
        requests.rows(),
        events(),
        alerts.toTables());
  }
}
