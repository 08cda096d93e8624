package org.nexusauth.sample.agent;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An agent as a list shows it. */
@JsonbNillable
@JsonbPropertyOrder({
  "id", "firstName", "lastName", "role", "shortBio",
  "profilePicture", "status", "model", "createdAt", "updatedAt"
})
public record AgentSummary(
    String id,
    String firstName,
    String lastName,
    String role,
    @Nullable String shortBio,
    @Nullable String profilePicture,
    String status,
    @Nullable String model,
    Instant createdAt,
    Instant updatedAt) {

  static AgentSummary of(AgentProfile agent) {
    return new AgentSummary(
        agent.id(),
        agent.firstName(),
        agent.lastName(),
        agent.role(),
        agent.shortBio(),
        agent.profilePicture(),
        agent.status(),
        agent.model(),
        agent.createdAt(),
        agent.updatedAt());
  }
}
