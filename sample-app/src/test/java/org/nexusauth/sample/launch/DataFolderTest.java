package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and revocations are kept only where no other user can exchange them. */
class DataFolderTest {

  @TempDir Path parent;

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwx----w-"})
  void folder_thatOthersMayWrite_isRefused(String mode) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("d"));
    permit(folder, mode);
    assertRefused(folder, "can be written by other users", "chmod 700");
  }

  @ParameterizedTest
  @ValueSource(strings = {"revocations.mv.db", "api-keys.jwks", "signing.jwk", "x"})
  void folder_withALink_isRefused(String name) throws IOException {
    Path folder = DataFolder.open(parent.resolve("d")).path();
    Files.createSymbolicLink(folder.resolve(name), parent.resolve("elsewhere"));
    assertRefused(folder, name + " is a link");
    assertThat(parent.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void file_thatOthersMayWrite_isRefused() throws IOException {
    DataFolder folder = DataFolder.open(parent.resolve("d"));
    folder.writeText("api-keys.jwks", "{}");
    permit(folder.file("api-keys.jwks"), "rw-rw-rw-");
    assertRefused(folder.path(), "api-keys.jwks can be written by other users", "chmod 600");
  }

  @Test
  void parent_thatAllMayWrite_isRefusedUnlessItIsSticky() throws IOException {
    Path open = Files.createDirectory(parent.resolve("open"));
    Path folder = DataFolder.open(open.resolve("d")).path();
    permit(open, "rwxrwxrwx");
    assertRefused(folder, "open can be written by all users");
    Files.setAttribute(open, "unix:mode", 01777);
    assertThatNoException().isThrownBy(() -> DataFolder.open(folder));
  }

  @Test
  void folderOrFile_ofAnotherUser_isRefused() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    DataFolder folder = DataFolder.open(parent.resolve("d"));
    folder.writeText("signing.jwk", "{}");
    Files.setAttribute(folder.file("signing.jwk"), "unix:uid", 12345);
    assertRefused(folder.path(), "signing.jwk belongs to 12345");
    Files.setAttribute(folder.path(), "unix:uid", 12345);
    assertRefused(folder.path(), "d belongs to 12345");
  }

  @Test
  void folder_thatIsALinkOfItsOwner_isTaken() throws IOException {
    DataFolder.open(parent.resolve("d"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), parent.resolve("d"));
    assertThatNoException().isThrownBy(() -> DataFolder.open(link));
  }

  @Test
  void database_hasTheModeOfAllFiles() throws IOException {
    DataFolder folder = DataFolder.open(parent.resolve("d"));
    Path file = folder.file(RevocationFile.FILE);
    new RevocationFile(folder).requireUsable();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    permit(file, "rw-r--r--");
    new RevocationFile(folder).requireUsable();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static void permit(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static void assertRefused(Path folder, String... words) {
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(LaunchException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining("--data DIR");
  }
}
