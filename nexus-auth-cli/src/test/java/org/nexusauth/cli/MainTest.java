package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir Path folder;

  @Test
  void help_lists_commands_and_exit_codes() {
    Shell help = Shell.run("--help");

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("keygen", "issue", "jwks", "Exit codes:", "  70 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"keygen", "issue", "jwks", "explain", "revoke", "status", "init", "generation"})
  void help_of_each_command_has_an_example_and_its_exit_codes(String command) {
    Shell help = Shell.run(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("\n  nexus-auth " + command, "Exit codes:");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void command_that_is_missing_or_unknown_is_a_wrong_usage() {
    assertThat(Shell.run().code()).isEqualTo(2);
    assertThat(Shell.run().err()).contains("keygen").hasLineCount(1);
    assertThat(Shell.run("kegen").code()).isEqualTo(2);
    assertThat(Shell.run("kegen").err()).contains("kegen", "--help").hasLineCount(1);
    assertThat(Shell.run("keygen", "--owt", "x").err()).doesNotContain("\n\n").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eyJhbGciOiJub25lIn0.e30.", "nxs_eyJ", "Bearer eyJ", "ABCDEFG"})
  void key_as_an_argument_is_not_repeated(String key) {
    for (Shell shell :
        new Shell[] {Shell.run(key), Shell.run("issue", key), Shell.run("jwks", "--key=x", key)}) {
      assertThat(shell.code()).isEqualTo(2);
      assertThat(shell.err() + shell.out()).doesNotContain(key).isNotEmpty();
    }
  }

  @Test
  void output_that_cannot_be_written_is_not_a_success() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] chars, int from, int length) throws IOException {
            throw new IOException("no space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintWriter(full),
            new PrintWriter(err),
            Map.of(),
            Clock.systemUTC());

    int code = Main.run(terminal, "keygen", "--out", folder.resolve("a.jwk").toString());

    assertThat(code).isEqualTo(3);
    assertThat(err.toString()).contains("standard output").hasLineCount(1);
  }
}
