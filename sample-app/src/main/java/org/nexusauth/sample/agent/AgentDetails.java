package org.nexusauth.sample.agent;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import org.nexusauth.sample.web.JsonBody;

/** The members of an agent that its maker may leave out: each is there, null when left out. */
final class AgentDetails {

  private static final List<String> TEXTS =
      List.of(
          "shortBio",
          "model",
          "bio",
          "tags",
          "gender",
          "modelName",
          "modelProvider",
          "playgroundFirstMessage",
          "prompt");

  private static final String MODEL_CONFIG = "modelConfig";

  private AgentDetails() {}

  static JsonObject readDetails(JsonBody body) {
    JsonObjectBuilder details = Json.createObjectBuilder();
    for (String name : TEXTS) {
      details.add(name, body.text(name).<JsonValue>map(Json::createValue).orElse(JsonValue.NULL));
    }
    return details.add(MODEL_CONFIG, modelConfig(body)).build();
  }

  private static JsonValue modelConfig(JsonBody body) {
    JsonValue config = body.json().getOrDefault(MODEL_CONFIG, JsonValue.NULL);
    if (config == JsonValue.NULL || config instanceof JsonObject) {
      return config;
    }
    throw JsonBody.invalid().hint(MODEL_CONFIG + " must be an object.");
  }
}
