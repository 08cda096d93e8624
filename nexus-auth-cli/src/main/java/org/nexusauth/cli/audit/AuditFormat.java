package org.nexusauth.cli.audit;

import static org.nexusauth.cli.management.RecordFormat.textOf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.RecordFormat;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditEvent.AuditActor;

/** How events of the audit log are shown. */
final class AuditFormat {

  static final RecordFormat<AuditEvent> EVENT =
      new RecordFormat<AuditEvent>("events")
          .member("sequence", AuditEvent::sequence)
          .timeMember("at", AuditEvent::at)
          .member("actor", event -> membersOf(event.actor()))
          .member("organizationId", AuditEvent::organizationId)
          .member("action", AuditEvent::action)
          .member("subjectKind", AuditEvent::subjectKind)
          .member("subjectId", AuditEvent::subjectId)
          .member("before", AuditEvent::before)
          .member("after", AuditEvent::after)
          .member("hash", AuditEvent::hash)
          .column("no.", event -> textOf(event.sequence()))
          .timeColumn("time", AuditEvent::at)
          .column("by", event -> event.actor().name())
          .column("action", AuditEvent::action)
          .column("subject", event -> event.subjectKind() + " " + event.subjectId())
          .column("organization", AuditEvent::organizationId)
          .cuttableColumn("change", AuditFormat::describeChange);

  private AuditFormat() {}

  private static Map<String, @Nullable Object> membersOf(AuditActor actor) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("name", actor.name());
    members.put("role", actor.role());
    members.put("requestId", actor.requestId());
    members.put("address", actor.address());
    return members;
  }

  /** Returns what has changed, as {@code name: before → after}. */
  private static String describeChange(AuditEvent event) {
    Set<String> names = new LinkedHashSet<>(event.before().keySet());
    names.addAll(event.after().keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      String after = event.after().getOrDefault(name, "");
      String before = event.before().get(name);
      if (before == null) {
        changes.add(name + ": " + after);
      } else {
        changes.add(name + ": " + before + " → " + after);
      }
    }
    return String.join(", ", changes);
  }
}
