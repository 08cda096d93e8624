package org.nexusauth.console.page.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.AuditEvent;

/**
 * An event in words.
 *
 * @param event the event
 * @param action what was done, in words
 * @param role the actor's role, in words
 * @param subjectName the name of what it was done to, if the event has it; else empty
 * @param link the segments of the address of what it was done to; empty where there is none
 * @param changes the fields that a person looks for
 * @param details all other fields
 */
public record AuditRow(
    AuditEvent event,
    String action,
    String role,
    String subjectName,
    List<String> link,
    List<FieldChange> changes,
    List<FieldChange> details) {
  private static final Set<String> MINOR =
      Set.of(
          "integrationId",
          "agentId",
          "signingKeyId",
          "issuedAt",
          "origin",
          "fingerprint",
          "algorithm",
          "predecessorId",
          "successorId");

  /**
   * A field, before and after.
   *
   * @param field its name in words
   * @param before its value; null for none
   * @param after its value; null for none
   */
  public record FieldChange(String field, @Nullable String before, @Nullable String after) {}

  /** Returns an event as a role sees it: links lead only to what it may see. */
  public static AuditRow of(AuditEvent event, Role role) {
    List<FieldChange> changes = new ArrayList<>();
    List<FieldChange> details = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(event.before().keySet());
    names.addAll(event.after().keySet());
    String subjectName = findName(event);
    if (!event.before().containsKey("name")) {
      names.remove("name"); // It stands beside the subject.
    }
    for (String name : names) {
      FieldChange change =
          new FieldChange(
              AuditWords.describeField(name),
              describe(name, event.before().get(name)),
              describe(name, event.after().get(name)));
      (MINOR.contains(name) ? details : changes).add(change);
    }
    return new AuditRow(
        event,
        AuditWords.describeAction(event.action()).orElse(event.action()),
        event.actor().role().toLowerCase(Locale.ROOT),
        subjectName,
        findLink(event, role),
        List.copyOf(changes),
        List.copyOf(details));
  }

  private static @Nullable String describe(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    return AuditWords.describeValue(name, value);
  }

  private static String findName(AuditEvent event) {
    return Optional.ofNullable(event.after().get("name"))
        .or(() -> Optional.ofNullable(event.before().get("name")))
        .orElse("");
  }

  private static List<String> findLink(AuditEvent event, Role role) {
    String organization = event.organizationId();
    String id = event.subjectId();
    if (organization == null) {
      boolean signingKey = event.subjectKind().equals("signing-key");
      return signingKey && role.includes(Role.ADMIN) ? List.of("signing-keys") : List.of();
    }
    return switch (event.subjectKind()) {
      case "organization" -> List.of("organizations", organization, "integrations");
      case "integration" -> List.of("organizations", organization, "integrations", id);
      case "agent" -> findAgents(organization, role);
      case "key" -> findKey(event, organization);
      default -> List.of();
    };
  }

  private static List<String> findAgents(String organization, Role role) {
    if (role.includes(Role.ADMIN)) {
      return List.of("organizations", organization, "agents");
    }
    return List.of();
  }

  /** Most events of a key do not name its integration; then the link leads on from the log. */
  private static List<String> findKey(AuditEvent event, String organization) {
    String integration =
        Objects.requireNonNullElse(
            event.after().get("integrationId"),
            Objects.requireNonNullElse(event.before().get("integrationId"), ""));
    if (integration.isEmpty()) {
      return List.of("organizations", organization, "audit", "keys", event.subjectId());
    }
    return List.of(
        "organizations", organization, "integrations", integration, "keys", event.subjectId());
  }
}
