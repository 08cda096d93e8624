package org.nexusauth.management.alert.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;

/** The JSON of webhook requests, as docs/monitoring.md has it. Thread-safe. */
final class WebhookPayload {
  private static final String ALERTS = "alerts.notified";
  private static final String TEST = "alerts.test";
  private static final JsonFactory FACTORY = new JsonFactory();

  private final @Nullable URI console;

  WebhookPayload(@Nullable URI console) {
    this.console = console;
  }

  /** Writes the member {@code data}. */
  private interface DataWriting {
    void write(JsonGenerator json) throws IOException;
  }

  DeliveryMessage compose(Instant now, List<AlertEvent> events) {
    String title = "%s alert(s)".formatted(events.size());
    return new DeliveryMessage(
        title,
        write(
            ALERTS,
            now,
            json -> {
              json.writeArrayFieldStart("alerts");
              for (AlertEvent event : events) {
                writeAlert(json, event);
              }
              json.writeEndArray();
            }));
  }

  DeliveryMessage composeTest(Instant now, String operator) {
    return new DeliveryMessage(
        "A test", write(TEST, now, json -> json.writeStringField("requestedBy", operator)));
  }

  private static String write(String type, Instant now, DataWriting data) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      json.writeStringField("timestamp", now.toString());
      json.writeObjectFieldStart("data");
      data.write(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void writeAlert(JsonGenerator json, AlertEvent event) throws IOException {
    Alert alert = event.alert();
    AlertSubject subject = alert.subject();
    json.writeStartObject();
    json.writeStringField("id", alert.id());
    json.writeStringField("change", event.change().code());
    json.writeStringField("rule", alert.kind().code());
    json.writeStringField("severity", SeverityText.codeOf(alert.severity()));
    json.writeStringField("sentence", alert.finding().sentence());
    json.writeStringField("organizationId", subject.organizationId());
    writeOptional(json, "integrationId", subject.integrationId());
    writeOptional(json, "keyId", subject.keyId());
    json.writeStringField("openedAt", alert.times().openedAt().toString());
    json.writeStringField("lastSeenAt", alert.times().lastSeenAt().toString());
    json.writeNumberField("repeats", alert.times().repeats());
    if (alert.times().closedAt() != null) {
      json.writeStringField("closedAt", alert.times().closedAt().toString());
    }
    if (console != null) {
      json.writeStringField("url", AlertLink.of(console, alert));
    }
    json.writeEndObject();
  }

  private static void writeOptional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
