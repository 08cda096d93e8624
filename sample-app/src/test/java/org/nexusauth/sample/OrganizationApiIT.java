package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Running;

/** The newer half of the API, row by row. */
class OrganizationApiIT {

  @RegisterExtension static final Running RUNNING = new Running();

  private static final String BASE = "/api/public/v1";
  private static final String ADA = "{\"firstName\":\"Ada\",\"lastName\":\"L\",\"role\":\"QA\"}";

  @Test
  void me_isTheKeysOrganization() {
    assertThat(RUNNING.client().get(BASE + "/me").object().toString())
        .isEqualTo(
            "{\"success\":true,\"data\":{\"orgId\":\"org_demo\",\"orgName\":\"Demo Organization\"}}");
  }

  @Test
  void organizations_areTheKeysOne() {
    assertThat(RUNNING.client().get(BASE + "/me/organizations").object().toString())
        .isEqualTo(
            "{\"success\":true,\"data\":[{\"name\":\"Demo Organization\",\"organizationId\":\"org_demo\",\"role\":\"org:member\"}]}");
  }

  @Test
  void agent_thatWasMade_isListed() {
    Client client = RUNNING.client();
    JsonObject made = client.send("POST", BASE + "/agents", ADA).object().getJsonObject("data");
    JsonObject page = client.get(BASE + "/agents?page=1&limit=100").object();
    assertThat(page.keySet()).containsExactly("success", "data", "meta");
    assertThat(page.getJsonObject("meta").keySet()).containsExactly("total", "page", "hasMore");
    JsonObject listed =
        page.getJsonArray("data").getValuesAs(JsonObject.class).stream()
            .filter(agent -> agent.getString("id").equals(made.getString("id")))
            .findFirst()
            .orElseThrow();
    assertThat(listed.keySet())
        .containsExactly(
            "id",
            "firstName",
            "lastName",
            "role",
            "shortBio",
            "profilePicture",
            "status",
            "model",
            "createdAt",
            "updatedAt");
    assertThat(made).containsAllEntriesOf(listed);
  }

  @Test
  void agents_ofAnotherOrganization_areNotListed() {
    RUNNING.client().send("POST", BASE + "/agents", ADA).object();
    JsonObject page = RUNNING.client("other-integration.key").get(BASE + "/agents").object();
    assertThat(page.getJsonArray("data").getValuesAs(JsonObject.class))
        .extracting(agent -> agent.getString("id"))
        .containsExactly("agt_other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "{}", "{\"firstName\":\"\",\"lastName\":\"L\",\"role\":\"QA\"}"})
  void agent_thatIsIncomplete_isRefused(String body) {
    RUNNING.client().send("POST", BASE + "/agents", body).refused(400, "Invalid request body");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,Invalid limit parameter. Must be between 1 and 100",
    "limit=101,Invalid limit parameter. Must be between 1 and 100",
    "page=0,Invalid page parameter. Must be 1 or more",
    "page=x,Invalid page parameter. Must be 1 or more"
  })
  void page_thatIsNone_isRefused(String query, String message) {
    RUNNING.client().get(BASE + "/agents?" + query).refused(400, message);
  }
}
