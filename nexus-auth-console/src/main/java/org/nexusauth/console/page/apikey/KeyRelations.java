package org.nexusauth.console.page.apikey;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.page.apikey.KeyPageView.RelatedRecords;
import org.nexusauth.console.page.audit.AuditRow;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.PageRequest;

/**
 * Finds what belongs to a key. Keys that were issued elsewhere may be of an integration or an agent
 * that is not recorded.
 */
record KeyRelations(ConsoleCall call, ApiKeyRecord key) {
  private static final int MAX_EVENTS = 20;

  RelatedRecords findAll() {
    Rotation rotation = key.lifecycle().rotation();
    return new RelatedRecords(
        findIntegration(),
        findAgent(),
        findKey(key.lifecycle().predecessorId()),
        findKey(rotation == null ? null : rotation.successorId()),
        listEvents());
  }

  private @Nullable Integration findIntegration() {
    KeyRef ref = key.ref();
    return call.services()
        .integrations()
        .findByIds(call.operator(), ref.organizationId(), List.of(ref.integrationId()))
        .get(ref.integrationId());
  }

  private @Nullable Agent findAgent() {
    String agentId = key.claims().agentId();
    if (agentId == null) {
      return null;
    }
    return call.services()
        .agents()
        .findByIds(call.operator(), key.ref().organizationId(), List.of(agentId))
        .get(agentId);
  }

  private @Nullable ApiKeyRecord findKey(@Nullable String keyId) {
    if (keyId == null) {
      return null;
    }
    KeyRef ref = new KeyRef(key.ref().organizationId(), key.ref().integrationId(), keyId);
    try {
      return call.services().apiKeys().get(call.operator(), ref).record();
    } catch (ManagementException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  private List<AuditRow> listEvents() {
    AuditQuery query =
        new AuditQuery(
            Set.of(key.ref().organizationId()), null, null, key.ref().keyId(), null, null);
    return call
        .services()
        .auditLog()
        .list(call.operator(), query, new PageRequest(MAX_EVENTS, null))
        .items()
        .stream()
        .filter(this::isAboutKey)
        .map(event -> AuditRow.of(event, call.operator().role()))
        .toList();
  }

  /** Another integration may have a key with this id, and another kind of record as well. */
  private boolean isAboutKey(AuditEvent event) {
    String integration = event.after().get("integrationId");
    return event.subjectKind().equals("key")
        && (integration == null || integration.equals(key.ref().integrationId()));
  }
}
