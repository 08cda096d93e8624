package org.nexusauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyFileTest {

  private static final SigningKey KEY = SigningKey.generate(SigningAlgorithm.ES256, "2026-11");

  @TempDir Path folder;

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void assertRefused(Path file, String... words) {
    assertThatExceptionOfType(SigningKeyException.class)
        .isThrownBy(() -> SigningKeyFile.read(file))
        .withMessageStartingWith(file.toString())
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).contains(words).hasLineCount(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"signing.jwk", "signing.json", "signing.pem", "SIGNING.KEY"})
  void writtenKey_readsBack(String name) {
    Path file = folder.resolve(name);

    SigningKeyFile.write(KEY, file);

    assertThat(SigningKeyFile.read(file)).hasToString("SigningKey[2026-11, ES256]");
    assertThat(SigningKeyFile.read(file).publicJwks()).isEqualTo(KEY.publicJwks());
  }

  @Test
  void ending_ofTheName_choosesTheForm() throws Exception {
    SigningKeyFile.write(KEY, folder.resolve("a.jwk"));
    SigningKeyFile.write(KEY, folder.resolve("a.pem"));

    assertThat(folder.resolve("a.jwk"))
        .content()
        .startsWith("{\n  \"kty\": \"EC\"")
        .endsWith("}\n");
    assertThat(folder.resolve("a.pem"))
        .content()
        .startsWith("kid: 2026-11\nalg: ES256\n-----BEGIN " + "PRIVATE KEY-----\n")
        .endsWith("-----END PUBLIC KEY-----\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKeyFile.write(KEY, folder.resolve("a.txt")))
        .withMessageContaining(".jwk");
    assertThat(folder.resolve("a.txt")).doesNotExist();
  }

  @Test
  void secret_hasNoPEMForm() {
    SigningKey secret = SigningKey.generate(SigningAlgorithm.HS256, "s");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKeyFile.write(secret, folder.resolve("a.pem")))
        .withMessageContaining(".jwk");
    SigningKeyFile.write(secret, folder.resolve("a.jwk"));
    assertThat(SigningKeyFile.read(folder.resolve("a.jwk"))).hasToString("SigningKey[s, HS256]");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void writtenFile_isItsOwnersAlone() throws Exception {
    Path file = folder.resolve("a.jwk");

    SigningKeyFile.write(KEY, file);
    assertThat(mode(file)).isEqualTo("rw-------");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    SigningKeyFile.replace(KEY, file);
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void existingFile_staysAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("a.jwk"), "precious");

    assertThatExceptionOfType(SigningKeyException.class)
        .isThrownBy(() -> SigningKeyFile.write(KEY, file))
        .withMessageContaining(file + " exists");
    assertThat(file).hasContent("precious");
  }

  @Test
  void replacedFile_holdsTheNewKeyAndNothingIsLeftBesideIt() throws Exception {
    Path file = folder.resolve("a.jwk");
    SigningKeyFile.write(KEY, file);

    SigningKeyFile.replace(SigningKey.generate(SigningAlgorithm.ES256, "2026-12"), file);

    assertThat(SigningKeyFile.read(file).keyId()).isEqualTo("2026-12");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void folder_thatIsNotThere_isNamed() {
    Path file = folder.resolve("none").resolve("a.jwk");

    for (Runnable write :
        List.<Runnable>of(
            () -> SigningKeyFile.write(KEY, file), () -> SigningKeyFile.replace(KEY, file))) {
      assertThatExceptionOfType(SigningKeyException.class)
          .isThrownBy(write::run)
          .withMessageContaining(file.toString())
          .withMessageContaining("no such folder");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-r-----", "rw--w----", "rwx--x---"})
  @DisabledOnOs(OS.WINDOWS)
  void file_thatOthersCanOpen_isRefusedWithTheRemedy(String mode) throws Exception {
    Path file = folder.resolve("a.jwk");
    SigningKeyFile.write(KEY, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertRefused(file, "chmod 600 " + file, mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  @DisabledOnOs(OS.WINDOWS)
  void file_ofItsOwnerAlone_isRead(String mode) throws Exception {
    Path file = folder.resolve("a.jwk");
    SigningKeyFile.write(KEY, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThat(SigningKeyFile.read(file).keyId()).isEqualTo("2026-11");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void link_toAnOpenFile_isRefused() throws Exception {
    Path file = folder.resolve("a.jwk");
    SigningKeyFile.write(KEY, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertRefused(Files.createSymbolicLink(folder.resolve("link.jwk"), file), "chmod 600");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void file_thatIsNoSigningKey_isRefusedByName() throws Exception {
    assertRefused(folder.resolve("none.jwk"), "no such file");
    assertRefused(privateFile("a.jwk", "x".repeat(70_000)), "too large");
    assertRefused(privateFile("b.jwk", ""), "neither a JWK nor a PEM");
    assertRefused(privateFile("c.jwk", "{"), "JSON is broken");
    Path inner = Files.createDirectory(folder.resolve("d"));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    assertRefused(inner, "is a folder");
  }

  private Path privateFile(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "r--r-----", "rw-r-----"})
  void file_thatItsGroupMay_readIsTakenInAReadOnlyMount(String mode) {
    OwnerOnlyFile.requirePrivate(
        Path.of("/secrets/signing.jwk"), PosixFilePermissions.fromString(mode), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r--r--", "rw-rw----", "r--r-x---", "rw-r--r--"})
  void file_thatMoreMay_doWithIsRefusedInAReadOnlyMount(String mode) {
    assertThatExceptionOfType(SigningKeyException.class)
        .isThrownBy(
            () ->
                OwnerOnlyFile.requirePrivate(
                    Path.of("/secrets/signing.jwk"), PosixFilePermissions.fromString(mode), true))
        .withMessageContaining(mode)
        .withMessageContaining("defaultMode: 0400")
        .withMessageNotContaining("chmod");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pipe_isReadLikeAFile() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start().waitFor())
        .isZero();
    String text = JwkFormat.toJwk(KEY);
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, text);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();

    assertThat(SigningKeyFile.read(pipe).keyId()).isEqualTo("2026-11");
    writer.join();
  }
}
