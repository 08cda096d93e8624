package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.rest.ApiRoutes;

/** The file that describes the API, and what it says of answers. */
final class OpenApiContract {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonNode document;

  private OpenApiContract(JsonNode document) {
    this.document = document;
  }

  static OpenApiContract read() {
    try (InputStream file = ApiRoutes.class.getResourceAsStream("openapi.json")) {
      return new OpenApiContract(ConsoleServer.JSON.readTree(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** Returns what a reference leads to, or the node itself. */
  JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asText();
    if (reference.isEmpty()) {
      return node;
    }
    JsonNode target = document.at(reference.substring(1));
    assertThat(target.isMissingNode()).as(reference).isFalse();
    return target;
  }

  /** Returns the schema of something, with everything that it refers to. */
  JsonSchema schema(JsonNode schema) {
    ObjectNode complete = schema.deepCopy();
    complete.set("components", document.path("components"));
    return FACTORY.getSchema(complete, STRICT);
  }

  /** Fails unless an answer is one that the operation can have. */
  Answer check(String method, String path, Answer answer) {
    String call = method + " " + path;
    JsonNode operation = findOperation(method, path);
    JsonNode response = resolve(operation.path("responses").path(String.valueOf(answer.status())));
    assertThat(response.isMissingNode()).as(call + " answered " + answer).isFalse();
    String mediaType = answer.header("Content-Type").split(";", 2)[0];
    JsonNode content = response.path("content").path(mediaType);
    assertThat(content.isMissingNode()).as(call + " answered " + mediaType).isFalse();
    response
        .path("headers")
        .fieldNames()
        .forEachRemaining(header -> assertThat(answer.header(header)).as(header).isNotEmpty());
    if (mediaType.endsWith("json")) {
      assertThat(schema(content.path("schema")).validate(answer.json()))
          .as(call + " answered " + answer.body())
          .isEmpty();
    }
    return answer;
  }

  private JsonNode findOperation(String method, String path) {
    List<String> segments = List.of(path.split("\\?", 2)[0].split("/"));
    List<Map.Entry<String, JsonNode>> matching = new ArrayList<>();
    document.path("paths").properties().stream()
        .filter(entry -> matches(List.of(entry.getKey().split("/")), segments))
        .forEach(matching::add);
    return matching.stream()
        .min((a, b) -> Long.compare(countBraces(a.getKey()), countBraces(b.getKey())))
        .orElseThrow(() -> new AssertionError("not described: " + path))
        .getValue()
        .path(method.toLowerCase(java.util.Locale.ROOT));
  }

  private static long countBraces(String template) {
    return template.chars().filter(c -> c == '{').count();
  }

  private static boolean matches(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!template.get(i).startsWith("{") && !template.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }
}
