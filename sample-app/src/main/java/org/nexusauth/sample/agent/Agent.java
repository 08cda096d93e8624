package org.nexusauth.sample.agent;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.UUID;
import org.nexusauth.sample.web.JsonBody;

/**
 * An agent of an organization.
 *
 * @param id its id
 * @param profile what its maker said about it
 * @param createdAt when it was made
 */
record Agent(UUID id, Profile profile, Instant createdAt) {

  /**
   * What a client says about an agent.
   *
   * @param firstName not empty or whitespace
   * @param lastName not empty or whitespace
   * @param role what it does, not empty or whitespace
   * @param details the optional members of the request
   */
  record Profile(String firstName, String lastName, String role, JsonObject details) {

    static Profile from(JsonBody body) {
      return new Profile(
          requireText(body, "firstName"),
          requireText(body, "lastName"),
          requireText(body, "role"),
          AgentDetails.readDetails(body));
    }

    private static String requireText(JsonBody body, String name) {
      return body.text(name)
          .filter(text -> !text.isBlank())
          .orElseThrow(() -> JsonBody.invalid().hint(name + " is required."));
    }
  }

  /** The agent as a list shows it. */
  JsonObject toSummary() {
    return Json.createObjectBuilder()
        .add("id", id.toString())
        .add("firstName", profile.firstName())
        .add("lastName", profile.lastName())
        .add("role", profile.role())
        .add("shortBio", profile.details().get("shortBio"))
        .add("profilePicture", JsonValue.NULL)
        .add("status", "ACTIVE")
        .add("model", profile.details().get("model"))
        .add("createdAt", createdAt.toString())
        .add("updatedAt", createdAt.toString())
        .build();
  }

  /** The agent in full, as its maker sees it: the published SDK requires all of these members. */
  JsonObject toJson() {
    JsonObjectBuilder json = Json.createObjectBuilder(toSummary());
    profile.details().forEach(json::add);
    return json.build();
  }
}
