package org.nexusauth.sample.agent;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.sample.running.AnswerJson;
import org.nexusauth.sample.web.JsonBody;
import org.nexusauth.testkit.MutableClock;

class AgentPageTest {

  private final AgentStore store = new AgentStore(MutableClock.at("2026-01-01T00:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "1,2,ab,true",
    "2,2,cd,true",
    "3,2,e,false",
    "4,2,'',false",
    "1,5,abcde,false",
    "1,100,abcde,false",
    "999999999,100,'',false"
  })
  void page_ofFiveAgents_saysWhereItStands(String page, String limit, String names, boolean more) {
    List.of("a", "b", "c", "d", "e").forEach(name -> store.add("org_1", named(name)));
    JsonObject answer =
        AnswerJson.writeObject(AgentPage.of(page, limit).selectFrom(store.allOf("org_1")));
    assertThat(names(answer)).isEqualTo(names);
    assertThat(answer.getJsonObject("meta").toString())
        .isEqualTo("{\"total\":5,\"page\":%s,\"hasMore\":%s}".formatted(page, more));
  }

  @Test
  void agents_ofAnotherOrganization_areNotListed() {
    store.add("org_1", named("a"));
    assertThat(store.allOf("org_2")).isEmpty();
  }

  private static String names(JsonObject answer) {
    return answer.getJsonArray("data").getValuesAs(JsonObject.class).stream()
        .map(agent -> agent.getString("firstName"))
        .collect(Collectors.joining());
  }

  private static JsonBody named(String name) {
    return new JsonBody(
        Json.createObjectBuilder()
            .add("firstName", name)
            .add("lastName", "Bot")
            .add("role", "QA")
            .build());
  }
}
