package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.jdbc.internal.H2Files;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.StoreSettingException;

/** Who may read the files of an embedded H2. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX permissions")
final class H2FilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:file:%s", "jdbc:h2:%s", "jdbc:h2:file:%s;MODE=PostgreSQL"})
  void file_thatIsMade_isItsOwnersOnly(String url) throws IOException {
    TestDatabase database =
        new TestDatabase(url.formatted(folder.resolve("keys")), "SHUTDOWN", true);

    try (JdbcRevocationStore store = database.open(Map.of())) {
      assertThat(store.generation()).isNotEmpty();
      assertThat(permissions()).containsExactly("keys.mv.db rw-------");
    }
    assertThat(permissions()).containsExactly("keys.mv.db rw-------");
  }

  @Test
  void files_thatAreThere_becomeTheirOwnersOnly() throws IOException {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    database.open(Map.of()).close();
    Files.createFile(folder.resolve("keys.trace.db"));
    for (String name : List.of("keys.mv.db", "keys.trace.db")) {
      Files.setPosixFilePermissions(
          folder.resolve(name), PosixFilePermissions.fromString("rw-rw-r--"));
    }

    database.openExisting(database.url()).close();

    assertThat(permissions()).containsExactly("keys.mv.db rw-------", "keys.trace.db rw-------");
  }

  @Test
  void file_inAFolderThatIsNotThere_isItsOwnersOnly() throws IOException {
    Path file = folder.resolve("made/by/h2/keys");

    TestDatabase.inFile(file).open(Map.of()).close();

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file + ".mv.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void link_toAFileThatIsNotThere_isRefused() throws IOException {
    Path elsewhere = folder.resolve("elsewhere.mv.db");
    Files.createSymbolicLink(folder.resolve("keys.mv.db"), elsewhere);

    assertThatThrownBy(() -> TestDatabase.inFile(folder.resolve("keys")).open(Map.of()))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("symbolic link to a file that is not there");
    assertThat(elsewhere).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:keys",
        "jdbc:h2:tcp://127.0.0.1/keys",
        "jdbc:h2:ssl://db/keys",
        "jdbc:h2:memFS:keys",
        "jdbc:h2:file:split:20:keys",
        "jdbc:postgresql://db/keys"
      })
  void url_ofNoFileOfThisProcess_hasNone(String url) {
    assertThat(H2Files.find(url)).isEmpty();
  }

  @Test
  void url_belowTheHome_isResolved() {
    assertThat(H2Files.find("jdbc:h2:~/keys;MODE=Oracle").orElseThrow().path())
        .isEqualTo(Path.of(System.getProperty("user.home"), "keys"));
    assertThat(H2Files.find("jdbc:h2:file:C:/keys").orElseThrow().path())
        .isEqualTo(Path.of("C:/keys"));
  }

  @Test
  void file_thatAnotherHasOpen_namesTheCauseAndLeavesNoTrace() throws Exception {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    database.open(Map.of()).close();
    Process other = HoldingMain.start(database.url());
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("open");

      assertThatThrownBy(() -> database.open(Map.of()))
          .isInstanceOf(StoreSettingException.class)
          .hasMessageContaining("open in another process")
          .hasMessageNotContaining("password");
      assertThat(permissions()).containsExactly("keys.mv.db rw-------");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  /** A process that has a file open. */
  static final class HoldingMain {
    private HoldingMain() {}

    public static void main(String[] url) throws Exception {
      try (Connection connection = DriverManager.getConnection(url[0] + ";TRACE_LEVEL_FILE=0")) {
        System.out.println(connection.isValid(1) ? "open" : "closed");
        Thread.currentThread().join();
      }
    }

    static Process start(String url) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("java.class.path"),
              HoldingMain.class.getName(),
              url)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    }
  }

  private List<String> permissions() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(H2FilesTest::described).sorted().toList();
    }
  }

  private static String described(Path file) {
    try {
      return file.getFileName()
          + " "
          + PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
