package org.nexusauth.sample.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.sample.running.AnswerJson;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.JsonBody;
import org.nexusauth.testkit.MutableClock;

class AgentProfileTest {

  private static final String MINIMUM = "\"firstName\":\"Ada\",\"lastName\":\"L\",\"role\":\"QA\"";

  @Test
  void summary_ofAnAgent_hasTheMembersOfAList() {
    AgentProfile agent = agent("{" + MINIMUM + ",\"shortBio\":\"short\",\"bio\":\"long\"}");
    assertThat(AnswerJson.write(AgentSummary.of(agent)))
        .isEqualTo(
            "{\"id\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"L\",\"role\":\"QA\",\"shortBio\":\"short\",\"profilePicture\":null,\"status\":\"ACTIVE\",\"model\":null,\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"
                .formatted(agent.id()));
  }

  @Test
  void agent_inFull_hasEveryMemberThatThePublishedClientChecks() {
    assertThat(
            AnswerJson.writeObject(agent("{" + MINIMUM + ",\"modelConfig\":{\"a\":1}}")).keySet())
        .contains("bio", "gender", "modelConfig", "modelName", "modelProvider")
        .contains("playgroundFirstMessage", "prompt", "tags");
  }

  @Test
  void agent_inFull_isWrittenInOrderWithNulls() {
    AgentProfile agent =
        agent(
            "{%s,\"tags\":\"t\",\"gender\":\"g\",\"modelName\":\"m\",\"modelProvider\":\"p\",\"prompt\":\"do\",\"modelConfig\":{\"z\":1.50,\"a\":[null]}}"
                .formatted(MINIMUM));
    assertThat(AnswerJson.write(agent))
        .isEqualTo(
            "{\"id\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"L\",\"role\":\"QA\",\"shortBio\":null,\"profilePicture\":null,\"status\":\"ACTIVE\",\"model\":null,\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\",\"bio\":null,\"tags\":\"t\",\"gender\":\"g\",\"modelName\":\"m\",\"modelProvider\":\"p\",\"playgroundFirstMessage\":null,\"prompt\":\"do\",\"modelConfig\":{\"z\":1.50,\"a\":[null]}}"
                .formatted(agent.id()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|firstName is required.",
        "{\"firstName\":\"A\"}|lastName is required.",
        "{\"firstName\":\"A\",\"lastName\":\"L\"}|role is required.",
        "{\"firstName\":\" \",\"lastName\":\"L\",\"role\":\"Q\"}|firstName is required.",
        "{\"firstName\":1,\"lastName\":\"L\",\"role\":\"Q\"}|firstName must be a string."
      })
  void agent_withoutWhatItNeeds_isRefusedWithAHint(String json, String hint) {
    assertThatThrownBy(() -> agent(json))
        .hasMessage("Invalid request body")
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .satisfies(refusal -> assertThat(refusal.body().hint()).isEqualTo(hint));
  }

  @Test
  void agent_withATextWhereAnObjectBelongs_isRefused() {
    assertThatThrownBy(() -> agent("{" + MINIMUM + ",\"modelConfig\":\"x\"}"))
        .hasMessage("Invalid request body");
  }

  private static AgentProfile agent(String json) {
    JsonBody body = new JsonBody(Json.createReader(new StringReader(json)).readObject());
    return new AgentStore(MutableClock.at("2026-01-01T00:00:00Z")).add("org_1", body);
  }
}
