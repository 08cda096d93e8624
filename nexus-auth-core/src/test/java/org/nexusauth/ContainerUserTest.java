package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionEvent;

/** Users whom the container authenticated, and who sent no key. */
final class ContainerUserTest {
  private static final Set<String> ROLES = Set.of("editor", "reader");

  private final List<DecisionEvent> events = new ArrayList<>();
  private final ApiKeyGate gate =
      Gates.builder("paths.permissions", "/admin/*=admin").listener(events::add).build();

  @AfterEach
  void close() {
    gate.close();
  }

  static Stream<Arguments> requirements() {
    Requirement reader = Requirement.NONE.withAnyOf(Set.of("reader"));
    return Stream.of(
        argumentSet("nothing", Requirement.NONE, null),
        argumentSet("a role of the user", reader, null),
        argumentSet("one of two roles", Requirement.NONE.withAnyOf(Set.of("editor", "x")), null),
        argumentSet("another role", Requirement.NONE.withAnyOf(Set.of("x")), "permission_missing"),
        argumentSet(
            "a role in upper case",
            Requirement.NONE.withAnyOf(Set.of("READER")),
            "permission_missing"),
        argumentSet("a permission", Requirement.ofPermissions("reader"), "key_missing"),
        argumentSet(
            "a permission and a role",
            Requirement.ofPermissions("reader").withAnyOf(Set.of("reader")),
            "key_missing"),
        argumentSet("an agent", reader.withAgent("reader"), "key_missing"),
        argumentSet("denyAll", Requirement.DENY_ALL, "access_denied"),
        argumentSet(
            "denyAll and a role",
            new Requirement(Set.of(), Set.of("reader"), null, true),
            "access_denied"));
  }

  @ParameterizedTest
  @MethodSource("requirements")
  void user_withoutKey_meetsRolesAlone(Requirement requirement, @Nullable String code) {
    Optional<Denied> denied = gate.permitUser(Gates.get(), ROLES::contains, requirement);

    assertThat(denied.map(found -> found.reason().code())).isEqualTo(Optional.ofNullable(code));
    assertThat(events).hasSize(code == null ? 0 : 1);
  }

  @Test
  void pathWithPermissions_needsAKey() {
    GateRequest request = new GateRequest(List.of(), "GET", "/admin/x", null, "id", null);

    assertThat(gate.permitUser(request, role -> true, Requirement.NONE))
        .map(denied -> denied.reason().code())
        .contains("key_missing");
  }

  @Test
  void missingRole_isNamedByTheHint() {
    Denied denied =
        gate.permitUser(Gates.get(), role -> false, Requirement.NONE.withAnyOf(Set.of("b", "a")))
            .orElseThrow();

    assertThat(denied.key()).isNull();
    assertThat(denied.detail()).isEqualTo("the role \"a\" or \"b\"");
    assertThat(gate.answer(denied).body())
        .contains("\"hint\":\"The caller needs the role \\\"a\\\" or \\\"b\\\".\"");
  }
}
