package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationFileTest {

  @TempDir Path parent;

  @Test
  void database_thatIsNotThereYet_mayBeMade() throws SQLException {
    RevocationFile file = file("data");
    assertThatNoException().isThrownBy(file::requireUsable);
    open(file).close();
    assertThat(parent.resolve("data/revocations.mv.db")).exists();
    assertThat(parent.resolve("data/revocations.trace.db")).doesNotExist();
  }

  @Test
  void database_thatIsThere_isTaken() throws SQLException {
    RevocationFile file = file("data");
    open(file).close();
    file.noteCreated();
    assertThatNoException().isThrownBy(file::requireUsable);
    file.noteCreated();
    assertThatNoException().isThrownBy(file::requireUsable);
  }

  @Test
  void database_thatWasLost_isNotMadeAnew() throws SQLException, IOException {
    RevocationFile file = file("data");
    open(file).close();
    file.noteCreated();
    Files.delete(parent.resolve("data/revocations.mv.db"));
    assertThatThrownBy(file::requireUsable)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("revocations.mv.db is gone")
        .hasMessageContaining("Put it back, or remove " + parent.resolve("data"));
  }

  @Test
  void database_thatIsInUse_isSaid() throws SQLException {
    RevocationFile file = file("data");
    try (Connection other = open(file)) {
      assertThat(other.isValid(1)).isTrue();
      assertThatThrownBy(file::requireUsable)
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("is in use")
          .hasMessageContaining("--data DIR");
    }
  }

  @Test
  void folder_withASemicolon_isRefused() {
    assertThatThrownBy(file("a;b")::requireUsable)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("semicolon");
  }

  @Test
  void folder_withBlanksAndLetters_isFine() throws SQLException {
    RevocationFile file = file("mine & yours, 100% ä");
    open(file).close();
    assertThat(parent.resolve("mine & yours, 100% ä/revocations.mv.db")).exists();
  }

  private RevocationFile file(String folder) {
    return new RevocationFile(DataFolder.open(parent.resolve(folder)));
  }

  private static Connection open(RevocationFile file) throws SQLException {
    return DriverManager.getConnection(file.url());
  }
}
