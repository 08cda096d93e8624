package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Organizations, agents and integrations from the command line. */
class DirectoryCommandsTest {

  private final RecordShell shell = new RecordShell();

  @Test
  void organization_isCreatedListedShownAndRenamed() {
    Map<String, Object> created =
        shell.json("organization", "create", "org_1", "--name=Example Ltd");
    shell.done("organization", "create", "org_2", "--name=Acme");

    assertThat(created)
        .containsExactly(
            entry("id", "org_1"),
            entry("name", "Example Ltd"),
            entry("createdAt", Shell.NOW.toString()),
            entry("version", 1L));
    assertThat(shell.jsonList("organization", "list"))
        .extracting(organization -> organization.get("id"))
        .containsExactly("org_2", "org_1");
    assertThat(shell.json("organization", "rename", "org_1", "--name=Example plc"))
        .containsEntry("name", "Example plc")
        .containsEntry("version", 2L);
    assertThat(shell.json("organization", "show", "org_1")).containsEntry("name", "Example plc");
  }

  @Test
  void table_forPeople_hasAlignedColumnsAndTimesInUtc() {
    shell.done("organization", "create", "org_1", "--name=日本 Ltd");
    shell.done("organization", "create", "o", "--name=Acme and sons");

    Shell list = shell.done("organization", "list");

    assertThat(list.err()).isEmpty();
    assertThat(list.out())
        .isEqualTo(
            """
            id     name           created                       version
            o      Acme and sons  now, 2026-11-24 08:00:00 UTC  1
            org_1  日本 Ltd       now, 2026-11-24 08:00:00 UTC  1
            """);
    assertThat(shell.done("organization", "show", "o").out())
        .isEqualTo(
            """
            id       o
            name     Acme and sons
            created  now, 2026-11-24 08:00:00 UTC
            version  1
            """);
  }

  @Test
  void table_inATerminal_isCutToItsWidth() {
    shell.done("organization", "create", "org_1", "--name=" + "long name ".repeat(7).strip());

    String out = shell.runInTerminal(60, "organization", "list").out();

    assertThat(out.lines()).hasSize(2).allMatch(line -> line.length() <= 60);
    assertThat(out).contains("org_1").contains("…").doesNotContain("\u001b");
    assertThat(shell.run("organization", "list").out()).doesNotContain("…");
  }

  @Test
  void list_withoutRecords_isEmptyOnStandardOutput() {
    Shell plain = shell.done("organization", "list");

    assertThat(plain.out()).isEmpty();
    assertThat(plain.err()).contains("there are no organizations").hasLineCount(1);
    assertThat(shell.jsonList("organization", "list")).isEmpty();
  }

  @Test
  void list_withMoreThanTheLimit_saysThatThereAreMore() {
    for (int i = 0; i < 5; i++) {
      shell.done("organization", "create", "org_" + i, "--name=n" + i);
    }

    Shell part = shell.run("organization", "list", "--limit=3", "--json");

    assertThat(RecordShell.list(part.out())).hasSize(3);
    assertThat(part.err()).contains("only 3 were listed").hasLineCount(1);
    assertThat(shell.run("organization", "list", "--limit=5").err()).isEmpty();
    assertThat(shell.run("organization", "list", "--limit=0").code()).isEqualTo(2);
  }

  @Test
  void list_ofMoreThanAPage_isReadToItsEnd() {
    for (int i = 0; i < 205; i++) {
      shell.done("organization", "create", "org_" + i, "--name=n" + i);
    }

    assertThat(shell.jsonList("organization", "list", "--limit=1000")).hasSize(205);
  }

  @Test
  void agent_isCreatedRestrictedLiftedAndRenamed() {
    shell.done("organization", "create", "org_1", "--name=Example");
    assertThat(shell.json("agent", "create", "agt_1", "--organization=org_1", "--name=Order bot"))
        .containsEntry("organizationId", "org_1")
        .containsEntry("id", "agt_1");
    Map<String, Object> random =
        shell.json("agent", "create", "--organization=org_1", "--name=Second");
    assertThat((String) random.get("id")).hasSizeGreaterThan(8);

    Map<String, Object> restricted =
        shell.json("agent", "restrict", "agt_1", "--organization=org_1", "--reason=under review");
    assertThat(restricted.get("restriction").toString())
        .contains("under review", System.getProperty("user.name") + "@desk");
    assertThat(shell.done("agent", "show", "agt_1", "--organization=org_1").out())
        .containsPattern("state +restricted")
        .containsPattern("reason +under review");
    assertThat(shell.json("agent", "lift", "agt_1", "--organization=org_1").get("restriction"))
        .hasToString("null");
    assertThat(shell.json("agent", "rename", "agt_1", "--organization=org_1", "--name=New"))
        .containsEntry("name", "New");
    assertThat(shell.jsonList("agent", "list", "--organization=org_1", "--search=sec"))
        .extracting(agent -> agent.get("name"))
        .containsExactly("Second");
  }

  @Test
  void integration_isCreatedDisabledEnabledAndListedByState() {
    String id = shell.makeIntegration();

    Map<String, Object> disabled =
        shell.json(
            "integration",
            "disable",
            id,
            "--organization=org_1",
            "--reason=unpaid",
            "--operator=ada");
    assertThat(disabled.get("disablement").toString()).contains("ada", "unpaid");
    assertThat(ids("--state=disabled")).containsExactly(id);
    assertThat(ids("--state=enabled")).isEmpty();
    shell.done("integration", "enable", id, "--organization=org_1");
    assertThat(ids("--state=disabled")).isEmpty();
    assertThat(shell.json("integration", "rename", id, "--organization=org_1", "--name=Bills"))
        .containsEntry("name", "Bills")
        .containsEntry("agentId", "agt_1");
    assertThat(shell.json("integration", "show", id, "--organization=org_1"))
        .containsEntry("name", "Bills");
    assertThat(ids("--agent=agt_2")).isEmpty();
    assertThat(shell.run("integration", "list", "--organization=org_1", "--state=off").err())
        .contains("expected one of enabled, disabled")
        .hasLineCount(1);
  }

  private List<Object> ids(String filter) {
    return shell.jsonList("integration", "list", "--organization=org_1", filter).stream()
        .map(integration -> integration.get("id"))
        .toList();
  }

  @Test
  void change_ofAnotherVersion_isAConflict() {
    shell.done("organization", "create", "org_1", "--name=Example");
    shell.done("organization", "rename", "org_1", "--name=Second", "--if-version=1");

    Shell stale = shell.run("organization", "rename", "org_1", "--name=Third", "--if-version=1");

    assertThat(stale.code()).isEqualTo(6);
    assertThat(stale.out()).isEmpty();
    assertThat(stale.err()).startsWith("nexus-auth: ").hasLineCount(1);
    assertThat(shell.json("organization", "show", "org_1")).containsEntry("name", "Second");
  }

  @Test
  void name_thatIsTaken_isAConflict() {
    String id = shell.makeIntegration();

    Shell taken =
        shell.run(
            "integration", "create", "--organization=org_1", "--agent=agt_1", "--name=Orders");

    assertThat(taken.code()).isEqualTo(6);
    assertThat(taken.err()).hasLineCount(1);
    assertThat(shell.run("organization", "create", "org_1", "--name=Again").code()).isEqualTo(6);
    assertThat(ids("--search=Orders")).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR 1=1 --",
        "../../etc/passwd",
        "%00",
        "𝕏",
        "\u202eabc",
        "a\nb",
        "x y",
        "none"
      })
  void id_thatIsOdd_isNotFoundAndNotEchoed(String id) {
    shell.done("organization", "create", "org_1", "--name=Example");

    for (Shell odd :
        List.of(
            shell.run("organization", "show", "--", id),
            shell.run("agent", "show", "--organization=org_1", "--", id),
            shell.run("integration", "show", "--organization=" + id, "--", id),
            shell.run("key", "show", "--organization=org_1", "--integration=i", "--", id),
            shell.run("key", "show", "--organization=org_1", "--", id))) {
      assertThat(odd.code()).as(odd.err()).isEqualTo(5);
      assertThat(odd.out()).isEmpty();
      assertThat(odd.err()).hasLineCount(1).doesNotContain("\u202e");
    }
  }

  @Test
  void name_withHiddenCharacters_isRefusedOrEscaped() {
    Shell created = shell.run("organization", "create", "org_1", "--name=a\u202eb\u001b[2J");

    assertThat(created.code()).isEqualTo(2);
    assertThat(created.err() + created.out()).doesNotContain("\u202e", "\u001b");
  }

  @ParameterizedTest
  @CsvSource({
    "organization create --name=x, ID",
    "organization create org_1, --name",
    "agent show agt_1, --organization",
    "integration create --organization=o --name=n, --agent",
    "agent restrict agt_1 --organization=o, --reason",
  })
  void argument_thatIsMissing_isAWrongUsage(String line, String missing) {
    Shell wrong = shell.run(line.split(" "));

    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains(missing).hasLineCount(1);
  }

  @Test
  void groupWithoutCommand_isAWrongUsage() {
    Shell wrong = shell.run("organization");

    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("nexus-auth organization --help").hasLineCount(1);
    assertThat(shell.run("organization", "destroy", "org_1").code()).isEqualTo(2);
  }
}
