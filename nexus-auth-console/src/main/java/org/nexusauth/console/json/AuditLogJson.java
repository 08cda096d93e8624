package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nexusauth.management.audit.AuditVerification;
import org.nexusauth.management.model.AuditEvent;

/** Events of the audit log. Every member is always there. */
public final class AuditLogJson {
  private AuditLogJson() {}

  /** Returns an event. */
  public static ObjectNode render(AuditEvent event) {
    ObjectNode json = ApiJson.object();
    json.put("sequence", event.sequence());
    DirectoryJson.putInstant(json, "at", event.at());
    ObjectNode actor = json.putObject("actor");
    actor.put("name", event.actor().name());
    actor.put("role", event.actor().role());
    actor.put("requestId", event.actor().requestId());
    actor.put("address", event.actor().address());
    json.put("organizationId", event.organizationId());
    json.put("action", event.action());
    json.put("subjectKind", event.subjectKind());
    json.put("subjectId", event.subjectId());
    ObjectNode before = json.putObject("before");
    event.before().forEach(before::put);
    ObjectNode after = json.putObject("after");
    event.after().forEach(after::put);
    json.put("hash", event.hash());
    return json;
  }

  /** Returns whether the chain is unbroken. */
  public static ObjectNode render(AuditVerification verification) {
    ObjectNode json = ApiJson.object();
    json.put("unbroken", verification.brokenAt() == null);
    json.put("events", verification.events());
    json.put("brokenAt", verification.brokenAt());
    json.put("lastHash", verification.last().hash());
    return json;
  }
}
