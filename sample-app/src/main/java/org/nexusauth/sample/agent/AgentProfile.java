package org.nexusauth.sample.agent;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    UUID id,
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

  static AgentProfile from(JsonBody body, Instant now) {
    return new AgentProfile(
        UUID.randomUUID(),
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
