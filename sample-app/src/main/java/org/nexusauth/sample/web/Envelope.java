package org.nexusauth.sample.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What every answer of the annotated half of the API comes in. */
public final class Envelope {

  private Envelope() {}

  /** Wraps the data of an answer. */
  public static JsonObject of(JsonValue data) {
    return Json.createObjectBuilder().add("success", true).add("data", data).build();
  }

  /** Wraps a page, with what is to be said of it. */
  public static JsonObject of(JsonValue data, JsonObject meta) {
    return Json.createObjectBuilder(of(data)).add("meta", meta).build();
  }
}
