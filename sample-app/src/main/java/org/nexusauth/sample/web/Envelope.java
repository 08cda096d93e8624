package org.nexusauth.sample.agent;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What every answer of this half of the API comes in. */
final class Envelope {

  private Envelope() {}

  static JsonObject of(JsonValue data) {
    return Json.createObjectBuilder().add("success", true).add("data", data).build();
  }

  static JsonObject of(JsonValue data, JsonObject meta) {
    return Json.createObjectBuilder(of(data)).add("meta", meta).build();
  }
}
