package org.nexusauth.management.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditEvent.AuditActor;

/** An event as a line of JSON. */
final class AuditEventJson {
  private static final JsonFactory JSON = new JsonFactory();

  private AuditEventJson() {}

  static String formatLine(AuditEvent event) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("sequence", event.sequence());
      json.writeStringField("at", event.at().toString());
      writeActor(json, event.actor());
      writeText(json, "organizationId", event.organizationId());
      json.writeStringField("action", event.action());
      json.writeStringField("subjectKind", event.subjectKind());
      json.writeStringField("subjectId", event.subjectId());
      writeFields(json, "before", event.before());
      writeFields(json, "after", event.after());
      json.writeStringField("hash", event.hash());
      json.writeEndObject();
    }
    return line.toString();
  }

  private static void writeActor(JsonGenerator json, AuditActor actor) throws IOException {
    json.writeObjectFieldStart("actor");
    json.writeStringField("name", actor.name());
    json.writeStringField("role", actor.role());
    json.writeStringField("requestId", actor.requestId());
    writeText(json, "address", actor.address());
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  private static void writeFields(JsonGenerator json, String name, Map<String, String> fields)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> field : fields.entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    json.writeEndObject();
  }
}
