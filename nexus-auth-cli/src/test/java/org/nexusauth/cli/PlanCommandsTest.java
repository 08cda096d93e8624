package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans of limits, and the plans of keys, from the command line. */
class PlanCommandsTest {

  private final RecordShell shell = new RecordShell();

  @Test
  void plan_isCreatedChangedAndDeleted() {
    assertThat(shell.json("plan", "create", "gold", "--limits=600/minute"))
        .containsEntry("policies", "600/minute")
        .containsEntry("source", "record");
    assertThat(shell.json("plan", "change", "gold", "--limits=unlimited", "--if-version=1"))
        .containsEntry("policies", "unlimited");
    assertThat(shell.jsonList("plan", "list"))
        .extracting(plan -> plan.get("name"))
        .containsExactly("default", "gold");

    assertThat(shell.run("plan", "change", "gold", "--limits=1/minute", "--if-version=1").code())
        .isEqualTo(6);
    assertThat(shell.run("plan", "create", "silver", "--limits=often").code()).isEqualTo(2);
    assertThat(shell.run("plan", "delete", "silver").code()).isEqualTo(5);
    shell.done("plan", "delete", "gold");
    assertThat(shell.run("plan", "show", "gold").code()).isEqualTo(5);
  }

  @Test
  void planOfAKey_isChanged_andKeepsThePlanFromItsDeletion() {
    String integration = shell.makeIntegration();
    shell.makeSigningKey();
    String id = (String) shell.makeKey(integration, "orders").get("id");
    shell.done("plan", "create", "gold", "--limits=600/minute");

    Map<String, Object> changed =
        shell.json("key", "plan", id, "--organization=org_1", "--plan=gold");
    assertThat(changed).containsEntry("plan", "gold");
    assertThat(shell.done("key", "show", id, "--organization=org_1").out())
        .containsPattern("plan +gold")
        .containsPattern("plan by its claim +none");
    assertThat(shell.jsonList("key", "list", "--organization=org_1", "--plan=gold")).hasSize(1);
    assertThat(shell.jsonList("key", "list", "--organization=org_1", "--plan=default")).isEmpty();

    assertThat(shell.run("plan", "delete", "gold").code()).isEqualTo(6);
    Shell unknown = shell.run("key", "plan", id, "--organization=org_1", "--plan=silver");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("Known here: default, gold");
  }
}
