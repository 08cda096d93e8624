package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyFile;

class KeygenCommandTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("signing.jwk");
  }

  private Shell keygen(String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "keygen";
    all[1] = "--out";
    all[2] = file.toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return Shell.run(all);
  }

  @Test
  void privateKey_goesIntoTheFileAndThePublicSetToStandardOutput() {
    Shell made = keygen();

    SigningKey key = SigningKeyFile.read(file);
    assertThat(made).isEqualTo(new Shell(0, key.publicJwks() + "\n", ""));
    assertThat(key).hasToString("SigningKey[2026-11, RS256]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PS256", "ES384", "EdDSA"})
  void algorithm_andId_areThoseThatWereAskedFor(String algorithm) {
    Shell made = keygen("--algorithm", algorithm, "--kid", "next");

    assertThat(made.code()).isZero();
    assertThat(SigningKeyFile.read(file)).hasToString("SigningKey[next, " + algorithm + "]");
    assertThat(made.out()).contains("\"kid\": \"next\"").doesNotContain("\"d\"");
  }

  @Test
  void size_ofAnRsaKey_isThatWhichWasAskedFor() {
    Shell made = keygen("--algorithm", "PS256", "--bits", "3072");

    assertThat(made.code()).isZero();
    assertThat(made.out()).containsPattern("\"n\": \"[\\w-]{512}\"");
    assertThat(SigningKeyFile.read(file)).hasToString("SigningKey[2026-11, PS256]");
  }

  @Test
  void size_thatAnAlgorithmDoesNot_haveMakesNothing() {
    Shell small = keygen("--bits", "1024");
    assertThat(small.code()).isEqualTo(2);
    assertThat(small.err()).contains("1024 bits; choose 2048, 3072 or 4096").hasLineCount(1);

    Shell curve = keygen("--algorithm", "ES256", "--bits", "2048");
    assertThat(curve.code()).isEqualTo(2);
    assertThat(curve.err()).contains("a key for ES256 has one size").hasLineCount(1);
    assertThat(keygen("--bits", "many").code()).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void secret_isNotPrinted() {
    Shell made = keygen("--algorithm", "HS256");

    assertThat(made.code()).isZero();
    assertThat(made.out()).isEmpty();
    assertThat(made.err()).contains("no public key").hasLineCount(1);
    assertThat(SigningKeyFile.read(file)).hasToString("SigningKey[2026-11, HS256]");
  }

  @Test
  void existingFile_isNotTouchedWithoutForce() throws Exception {
    keygen();
    String before = Files.readString(file);

    Shell again = keygen();
    assertThat(again.code()).isEqualTo(3);
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("signing.jwk exists").hasLineCount(1);
    assertThat(file).hasContent(before);

    assertThat(keygen("--force").code()).isZero();
    assertThat(Files.readString(file)).isNotEqualTo(before);
  }

  @Test
  void wrongValues_makeNothing() {
    assertThat(keygen("--algorithm", "rs256").err()).contains("RS256").hasLineCount(1);
    assertThat(keygen("--algorithm", "none").code()).isEqualTo(2);
    assertThat(keygen("--kid", " ").code()).isEqualTo(2);
    assertThat(Shell.run("keygen").code()).isEqualTo(2);
    assertThat(Shell.run("keygen", "--out", folder.resolve("a.txt").toString()).code())
        .isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void jwks_printsAgainWhatKeygenPrintedAndSeveralKeysInOneSet() {
    Shell made = keygen();
    Path next = folder.resolve("next.pem");
    Shell.run("keygen", "--out", next.toString(), "--algorithm", "ES256", "--kid", "next");

    assertThat(Shell.run("jwks", "--key", file.toString())).isEqualTo(made);
    Shell both = Shell.run("jwks", "--key", file.toString(), "--key", next.toString());
    assertThat(both.out()).contains("\"kid\": \"2026-11\"", "\"kid\": \"next\"");
  }

  @Test
  void jwks_ofASecretOrOfOneIdTwice_isRefused() {
    keygen("--algorithm", "HS256");
    Path rsa = folder.resolve("a.jwk");
    Shell.run("keygen", "--out", rsa.toString());

    assertThat(Shell.run("jwks", "--key", file.toString()).code()).isEqualTo(2);
    Shell twice = Shell.run("jwks", "--key", rsa.toString(), "--key", rsa.toString());
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("2026-11").hasLineCount(1);
  }
}
