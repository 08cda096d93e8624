package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.cli.store.StoreServicesOpener;

/** The lives of keys at real stores, as an operator and an application's node see them. */
class RecordStoresIT {

  private static EmbeddedPostgres postgres;

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void setEnvironment() {
    environment.put("NEXUS_AUTH_VERIFY_ISSUER", RecordShell.ISSUER);
    environment.put("NEXUS_AUTH_MANAGEMENT_SECRET", RecordShell.SECRET);
  }

  private Shell run(String in, String... arguments) {
    return Shell.run(
        new Shell.World(in, environment, Clock.systemUTC(), false),
        new StoreServicesOpener(),
        arguments);
  }

  private Shell done(String... arguments) {
    Shell shell = run("", arguments);
    assertThat(shell.code()).as(shell.err()).isZero();
    return shell;
  }

  private Map<String, Object> json(String... arguments) {
    return RecordShell.object(
        done(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))
            .out());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                environment.get("NEXUS_AUTH_JDBC_URL"),
                environment.getOrDefault("NEXUS_AUTH_JDBC_USER", ""),
                "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void useH2() {
    environment.put("NEXUS_AUTH_JDBC_URL", "jdbc:h2:file:" + folder.resolve("keys"));
  }

  private void usePostgres(String schema) throws SQLException {
    String url = postgres.getJdbcUrl("postgres", "postgres");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    }
    environment.put("NEXUS_AUTH_JDBC_URL", url + "&currentSchema=" + schema);
    environment.put("NEXUS_AUTH_JDBC_USER", "postgres");
  }

  @Test
  void key_livesAndEnds_inH2() throws Exception {
    useH2();
    liveThroughAll();
  }

  @Test
  void key_livesAndEnds_inPostgres() throws Exception {
    usePostgres("lives");
    liveThroughAll();
  }

  @Test
  void revocations_inAStoreThatIsNotNamed_areNotGuessed() {
    useH2();
    environment.put("NEXUS_AUTH_REDIS_URL", "redis://127.0.0.1:1");

    Shell unclear = run("", "organization", "list");

    assertThat(unclear.code()).isEqualTo(2);
    assertThat(unclear.err()).contains("NEXUS_AUTH_REVOCATION_STORE").hasLineCount(1);
  }

  static Stream<String> recordCommands() {
    return Stream.of(
        "organization list",
        "organization create org_1 --name=Example",
        "agent show agt_1 --organization=org_1",
        "integration list --organization=org_1",
        "key list --organization=org_1",
        "key show k --organization=org_1",
        "signing-key list",
        "signing-key prepare",
        "audit verify",
        "audit export");
  }

  @ParameterizedTest
  @MethodSource("recordCommands")
  void database_thatIsNotThere_isNotMade(String command) {
    useH2();

    Shell shell = run("", (command + " --revocations=redis://127.0.0.1:1").split(" "));

    assertThat(shell.code()).isEqualTo(4);
    assertThat(shell.err())
        .contains("jdbc:h2:file:" + folder.resolve("keys"), "nexus-auth init --records")
        .hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tablesOfRecords_areMadeByInitAlone() throws SQLException {
    usePostgres("inits");
    done("init");

    for (String command : List.of("organization list", "organization create org_1 --name=A")) {
      Shell shell = run("", command.split(" "));
      assertThat(shell.code()).isEqualTo(4);
      assertThat(shell.err()).contains("nexus-auth init --records").doesNotContain("currentSchema");
    }
    done("init", "--records");
    done("organization", "create", "org_1", "--name=A");
    done("init", "--records");
    assertThat(done("organization", "list").out()).contains("org_1");
  }

  @Test
  void tablesOfLimits_areMadeByInitWithLimitsAlone() throws SQLException {
    usePostgres("limited");
    done("init", "--records");
    assertThat(hasTable("limited.nexus_auth_limit_counter")).isFalse();

    done("init", "--limits");
    done("init", "--limits");
    assertThat(hasTable("limited.nexus_auth_limit_counter")).isTrue();
  }

  @Test
  void tablesOfUsage_areMadeByInitWithUsageAlone() throws SQLException {
    usePostgres("counted");
    done("init", "--records", "--limits");
    assertThat(hasTable("counted.nexus_auth_usage_day")).isFalse();

    done("init", "--usage");
    done("init", "--usage");
    assertThat(hasTable("counted.nexus_auth_usage_day")).isTrue();
  }

  @Test
  void usageAndAlerts_areReadFromTheDatabaseOfTheRecords() throws SQLException {
    usePostgres("read");
    done("init", "--records");
    done("organization", "create", "org_1", "--name=A");
    Shell missing = run("", "usage", "org_1");
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.err()).contains("init --usage").hasLineCount(1);
    done("init", "--usage");
    assertThat(done("usage", "org_1").out()).contains(" 0 requests");
    assertThat(done("errors", "org_1", "--json").out()).isEqualToIgnoringNewLines("[]");
    assertThat(done("alerts", "list").err()).contains("there are no alerts");
  }

  private static boolean hasTable(String name) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT to_regclass('" + name + "') IS NOT NULL")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private List<String> revokedIds() {
    Shell shell = done("key", "list", "--organization=org_1", "--state=revoked", "--json");
    return RecordShell.list(shell.out()).stream().map(RecordStoresIT::idOf).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--organization=org_1",
        "--agent=agt_1",
        "--integration=int_1",
        "--signing-key=first --issuer=" + RecordShell.ISSUER,
        "--agent=agt_1 --issued-before=2100-01-01T00:00:00Z"
      })
  void keysRevokedInTheStore_areListedAsRevoked(String subject) {
    useH2();
    done("init", "--records");
    String integration = makeOwners();
    String key = idOf(makeKey(integration));
    assertThat(revokedIds()).isEmpty();

    done(("revoke --reason=stolen " + subject.replace("int_1", integration)).split(" "));

    assertThat(revokedIds()).containsExactly(key);
    assertThat(done("key", "list", "--organization=org_1", "--state=active").out()).isEmpty();
  }

  @Test
  void h2File_thatAnApplicationHasOpen_isNamed() throws Exception {
    useH2();
    done("init", "--records");
    Process application = holdH2(folder.resolve("keys"));
    try {
      Shell list = run("", "organization", "list");

      assertThat(list.code()).isEqualTo(4);
      assertThat(list.err()).contains("open in another process").hasLineCount(1);
    } finally {
      application.destroyForcibly().waitFor();
    }
  }

  /** Opens an H2 file in another process, and waits until it has. */
  private static Process holdH2(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                H2Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('o');
    return process;
  }

  private String makeOwners() {
    done("organization", "create", "org_1", "--name=Example");
    done("agent", "create", "agt_1", "--organization=org_1", "--name=Order bot");
    done("signing-key", "prepare", "--kid=first");
    done("signing-key", "activate", "first");
    return (String)
        json("integration", "create", "--organization=org_1", "--agent=agt_1", "--name=Orders")
            .get("id");
  }

  private Map<String, Object> makeKey(String integration) {
    return json(
        "key",
        "create",
        "--organization=org_1",
        "--integration=" + integration,
        "--name=orders",
        "--environment=production",
        "--permission=read");
  }

  private static String idOf(Map<String, Object> key) {
    return (String) key.get("id");
  }

  private Shell explain(String key) throws IOException {
    Path keys =
        Files.writeString(folder.resolve("api-keys.jwks"), done("signing-key", "jwks").out());
    return run(key, "explain", "--keys=" + keys, "--issuer=" + RecordShell.ISSUER);
  }

  private void liveThroughAll() throws Exception {
    done("init", "--records");
    String integration = makeOwners();
    Map<String, Object> first = makeKey(integration);
    assertThat(explain((String) first.get("key")).code()).isZero();

    Shell rotated = done("key", "rotate", idOf(first), "--organization=org_1");
    assertThat(explain(rotated.out()).code()).isZero();
    assertThat(json("key", "rotation", idOf(first), "--organization=org_1"))
        .containsEntry("safeToRevoke", false);

    done("key", "revoke", idOf(first), "--organization=org_1", "--cause=leaked");
    Shell revoked = done("key", "list", "--organization=org_1", "--state=revoked", "--json");
    assertThat(RecordShell.list(revoked.out()))
        .extracting(RecordStoresIT::idOf)
        .containsExactly(idOf(first));
    disableAndEnable(integration);
    rotateSigningKey(rotated.out());
    findTampering();
  }

  private void disableAndEnable(String integration) {
    done("integration", "disable", integration, "--organization=org_1", "--reason=unpaid");
    assertThat(run("", "status", "--integration=" + integration).code()).isEqualTo(1);
    done("integration", "enable", integration, "--organization=org_1");
    assertThat(run("", "status", "--integration=" + integration).code()).isZero();
  }

  private void rotateSigningKey(String key) throws IOException {
    done("signing-key", "prepare", "--kid=second");
    assertThat(run("", "signing-key", "activate", "second").code()).isEqualTo(6);
    done("signing-key", "activate", "second", "--force");
    assertThat(explain(key).code()).isZero();
    done("signing-key", "revoke", "first", "--reason=stolen");
    assertThat(explain(key).code()).isEqualTo(1);
  }

  private void findTampering() throws SQLException {
    assertThat(done("audit", "verify").out()).startsWith("unbroken: ");
    List<String> exported = done("audit", "export").out().lines().toList();
    assertThat(exported).hasSizeGreaterThan(10);
    execute("UPDATE nexus_auth_audit SET actor_name = 'mallory' WHERE sequence = 3");
    Shell broken = run("", "audit", "verify");
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.out()).startsWith("broken: event 3 ");
  }
}
