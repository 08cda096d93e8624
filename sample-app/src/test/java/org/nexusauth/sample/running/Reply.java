package org.nexusauth.sample.running;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.net.http.HttpResponse;

/** What the sample answered. */
public record Reply(HttpResponse<String> response) {

  /** The body of a 200, which must be JSON. */
  public JsonObject object() {
    return ok().asJsonObject();
  }

  /** The body of a 200, which must be JSON. */
  public JsonArray array() {
    return ok().asJsonArray();
  }

  /** Asserts an error of the contract's shape and returns its body. */
  public JsonObject refused(int status, String message) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonObject body = json().asJsonObject();
    assertThat(body.getInt("statusCode")).isEqualTo(status);
    assertThat(body.getString("message")).isEqualTo(message);
    assertThat(body.getString("error")).isNotBlank();
    return body;
  }

  /** The body of a 201, which must be JSON. */
  public JsonObject created() {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json().asJsonObject();
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private JsonStructure ok() {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json();
  }

  private JsonStructure json() {
    assertThat(header("Content-Type")).startsWith("application/json");
    return Json.createReader(new StringReader(response.body())).read();
  }
}
