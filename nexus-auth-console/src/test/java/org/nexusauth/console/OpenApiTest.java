package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.problem.ProblemType;

/** The description of the API says what the table of routes says. */
class OpenApiTest {
  private static final OpenApiContract CONTRACT = OpenApiContract.read();

  /** Reports of leaked keys have a path of their own. */
  private static final Set<ProblemType> OF_LEAK_REPORTS =
      EnumSet.of(ProblemType.SIGNATURE_INVALID, ProblemType.TOO_MANY_REQUESTS);

  private static Stream<Arguments> routes() {
    return AllRoutes.all().map(route -> argumentSet(AllRoutes.name(route), route));
  }

  private static JsonNode operation(Route route) {
    return CONTRACT
        .document()
        .path("paths")
        .path(route.path().text())
        .path(route.method().toLowerCase(Locale.ROOT));
  }

  private static Set<String> parameters(JsonNode owner, String place) {
    Set<String> names = new HashSet<>();
    owner
        .path("parameters")
        .forEach(
            parameter -> {
              JsonNode resolved = CONTRACT.resolve(parameter);
              if (resolved.path("in").asText().equals(place)) {
                names.add(resolved.path("name").asText());
              }
            });
    return names;
  }

  @Test
  void description_hasTheRoutesOfTheTable() {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : CONTRACT.document().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (!member.getKey().equals("parameters")) {
          described.add(member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    Set<String> routed = new TreeSet<>();
    AllRoutes.all().map(AllRoutes::name).forEach(routed::add);
    assertThat(described).isEqualTo(routed);
  }

  @Test
  void operationIds_areUnique() {
    List<String> ids = new ArrayList<>();
    AllRoutes.all().forEach(route -> ids.add(operation(route).path("operationId").asText()));
    assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void operation_hasTheInputOfItsRoute(Route route) {
    JsonNode operation = operation(route);
    JsonNode path = CONTRACT.document().path("paths").path(route.path().text());
    assertThat(operation.path("x-role").asText())
        .isEqualTo(route.role().name().toLowerCase(Locale.ROOT));
    assertThat(parameters(path, "path")).isEqualTo(Set.copyOf(route.path().parameters()));
    assertThat(parameters(operation, "query")).isEqualTo(route.input().query());
    Set<String> headers = new HashSet<>();
    if (route.input().version()) {
      headers.add("If-Match");
    }
    if (route.input().idempotencyKey()) {
      headers.add("Idempotency-Key");
    }
    assertThat(parameters(operation, "header")).isEqualTo(headers);
    assertThat(operation.has("requestBody")).isEqualTo(AllRoutes.hasBody(route));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void operation_hasTheProblemsOfItsRoute(Route route) {
    JsonNode responses = operation(route).path("responses");
    Set<String> expected = new HashSet<>(Set.of("400", "401", "403", "500", "503"));
    if (!route.path().parameters().isEmpty()) {
      expected.add("404");
    }
    if (AllRoutes.hasBody(route)) {
      expected.addAll(Set.of("413", "415"));
    }
    if (route.input().version()) {
      expected.addAll(Set.of("409", "412", "428"));
    }
    Set<String> described = new HashSet<>();
    responses.fieldNames().forEachRemaining(described::add);
    assertThat(described).containsAll(expected);
    for (String status : described) {
      JsonNode content = CONTRACT.resolve(responses.path(status)).path("content");
      assertThat(content.has("application/problem+json"))
          .as(status)
          .isEqualTo(!status.startsWith("2"));
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void body_thatTestsSend_isDescribed(Route route) {
    if (AllRoutes.hasBody(route)) {
      JsonNode schema =
          operation(route)
              .path("requestBody")
              .path("content")
              .path("application/json")
              .path("schema");
      assertThat(CONTRACT.schema(schema).validate(AllRoutes.body(route))).isEmpty();
    }
  }

  @Test
  void description_hasEachProblemTypeWithItsStatus() {
    Map<String, JsonNode> types = new HashMap<>();
    CONTRACT
        .document()
        .at("/components/responses")
        .forEach(
            response -> {
              JsonNode properties =
                  response.at("/content/application~1problem+json/schema/allOf/1/properties");
              properties
                  .at("/type/enum")
                  .forEach(type -> types.put(type.asText(), properties.at("/status/const")));
            });
    Set<ProblemType> ofTheApi = EnumSet.allOf(ProblemType.class);
    ofTheApi.removeAll(OF_LEAK_REPORTS);
    assertThat(types).hasSameSizeAs(ofTheApi);
    for (ProblemType type : ofTheApi) {
      assertThat(types.get(type.uri()).asInt()).as(type.uri()).isEqualTo(type.status());
    }
  }

  @Test
  void references_leadSomewhere() {
    CONTRACT
        .document()
        .findValuesAsText("$ref")
        .forEach(
            reference ->
                assertThat(CONTRACT.document().at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void schemas_listAllMembers() {
    for (Map.Entry<String, JsonNode> schema :
        CONTRACT.document().at("/components/schemas").properties()) {
      if (schema.getValue().has("properties")) {
        assertThat(schema.getValue().path("additionalProperties").isBoolean())
            .as(schema.getKey())
            .isTrue();
      }
    }
  }
}
