package org.nexusauth.sample.agent;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Agent;
import org.nexusauth.sample.web.JsonBody;

/**
 * An agent of an organization, in full, as its maker sees it: the published SDK requires all of
 * these members, null where the maker left them out.
 */
@JsonbNillable
@JsonbPropertyOrder({
  "id", "firstName", "lastName", "role", "shortBio", "profilePicture",
  "status", "model", "createdAt", "updatedAt", "bio", "tags",
  "gender", "modelName", "modelProvider", "playgroundFirstMessage", "prompt", "modelConfig"
})
public record AgentProfile(
    String id,
    String firstName,
    String lastName,
    String role,
    @Nullable String shortBio,
    @Nullable String profilePicture,
    String status,
    @Nullable String model,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String bio,
    @Nullable String tags,
    @Nullable String gender,
    @Nullable String modelName,
    @Nullable String modelProvider,
    @Nullable String playgroundFirstMessage,
    @Nullable String prompt,
    JsonValue modelConfig) {

  private static final int MAX_NAME = 80;

  static AgentProfile from(JsonBody body, Instant now) {
    return new AgentProfile(
        UUID.randomUUID().toString(),
        requireText(body, "firstName"),
        requireText(body, "lastName"),
        requireText(body, "role"),
        body.text("shortBio").orElse(null),
        null,
        "ACTIVE",
        body.text("model").orElse(null),
        now,
        now,
        body.text("bio").orElse(null),
        body.text("tags").orElse(null),
        body.text("gender").orElse(null),
        body.text("modelName").orElse(null),
        body.text("modelProvider").orElse(null),
        body.text("playgroundFirstMessage").orElse(null),
        body.text("prompt").orElse(null),
        modelConfig(body));
  }

  /** Returns what a record says of an agent whose maker's words are not here. */
  static AgentProfile fromRecord(Agent agent) {
    String[] names = agent.name().split(" ", 2);
    Instant created = agent.createdAt().truncatedTo(ChronoUnit.MILLIS);
    return new AgentProfile(
        agent.id(),
        names[0],
        names.length == 2 ? names[1] : "",
        "agent",
        null,
        null,
        "ACTIVE",
        null,
        created,
        created,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        JsonValue.NULL);
  }

  /** Returns the name of its record, which has one of 80 characters at most. */
  String recordedName() {
    String name = (firstName + " " + lastName).strip();
    int count = name.codePointCount(0, name.length());
    return name.substring(0, name.offsetByCodePoints(0, Math.min(MAX_NAME, count))).strip();
  }

  private static String requireText(JsonBody body, String name) {
    return body.text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> JsonBody.invalid().hint(name + " is required."));
  }

  private static JsonValue modelConfig(JsonBody body) {
    JsonValue config = body.json().getOrDefault("modelConfig", JsonValue.NULL);
    if (config == JsonValue.NULL || config instanceof JsonObject) {
      return config;
    }
    throw JsonBody.invalid().hint("modelConfig must be an object.");
  }
}
