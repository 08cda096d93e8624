package org.nexusauth.sample.running;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;

/** Answers as clients receive them. */
public final class AnswerJson {

  private static final Jsonb JSONB = JsonbBuilder.create();

  private AnswerJson() {}

  /** The text that JSON-B writes. */
  public static String write(Object answer) {
    return JSONB.toJson(answer);
  }

  /** The same, read again. */
  public static JsonObject writeObject(Object answer) {
    return Json.createReader(new StringReader(write(answer))).readObject();
  }
}
