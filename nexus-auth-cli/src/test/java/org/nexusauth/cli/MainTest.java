package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.cli.terminal.Console;

class MainTest {

  private static final Pattern VALUE_OPTION = Pattern.compile("(--[a-z-]+)=[A-Z]");

  @TempDir Path folder;

  @Test
  void help_listsCommandsAndExitCodes() {
    Shell help = Shell.run("--help");

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("keygen", "issue", "jwks", "Exit codes:", "  70 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"keygen", "issue", "jwks", "explain", "revoke", "status", "init", "generation"})
  void help_ofEachCommand_hasAnExampleAndItsExitCodes(String command) {
    Shell help = Shell.run(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("\n  nexus-auth " + command, "Exit codes:");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void command_thatIsMissingOrUnknown_isAWrongUsage() {
    assertThat(Shell.run().code()).isEqualTo(2);
    assertThat(Shell.run().err()).contains("keygen").hasLineCount(1);
    assertThat(Shell.run("kegen").code()).isEqualTo(2);
    assertThat(Shell.run("kegen").err()).contains("kegen", "--help").hasLineCount(1);
    assertThat(Shell.run("keygen", "--owt", "x").err()).doesNotContain("\n\n").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eyJhbGciOiJub25lIn0.e30.", "nxs_eyJ", "Bearer eyJ", "ABCDEFG"})
  void key_asAnArgument_isNotRepeated(String key) {
    for (Shell shell :
        new Shell[] {Shell.run(key), Shell.run("issue", key), Shell.run("jwks", "--key=x", key)}) {
      assertThat(shell.code()).isEqualTo(2);
      assertThat(shell.err() + shell.out()).doesNotContain(key).isNotEmpty();
    }
  }

  /** Each option of each command that takes a value. */
  static Stream<Arguments> options() {
    return Stream.of("keygen", "issue", "jwks", "explain", "revoke", "status", "init", "generation")
        .flatMap(
            command ->
                Shell.run(command, "--help")
                    .out()
                    .lines()
                    .map(VALUE_OPTION::matcher)
                    .filter(Matcher::find)
                    .map(option -> Arguments.of(command, option.group(1))));
  }

  @ParameterizedTest
  @MethodSource("options")
  void key_asTheValueOfAnOption_isRefusedAndNotRepeated(String command, String option) {
    for (String secret :
        List.of(
            "eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl",
            "ewogImFsZyI6ICJub25lIn0.e30.",
            "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEi",
            "-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----",
            "{\"kty\":\"oct\",\"k\":\"c2VjcmV0LXNlY3JldA\"}",
            "Tm90QVJlYWxTaWduYXR1cmU1".repeat(5))) {
      for (String[] arguments :
          new String[][] {{command, option, secret}, {command, option + "=" + secret}}) {
        Shell shell = Shell.run(arguments);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
            .startsWith("nexus-auth: " + option + " must have no key in it")
            .hasLineCount(1);
        assertThat(shell.err() + shell.out())
            .doesNotContain(secret, secret.substring(0, 12), "MIIE", "c2VjcmV0");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "eyelash.example.api", "ews.example.org", "a.b.c"})
  void name_thatIsNoKey_isTaken(String id) {
    Shell shell = Shell.run("status", "--store=jdbc:h2:mem:x", "--agent=" + id);

    assertThat(shell.err()).doesNotContain("must have no key");
  }

  @Test
  void output_thatCannotBeWritten_isNotASuccess() {
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
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintWriter(full),
            new PrintWriter(err),
            Map.of(),
            Clock.systemUTC(),
            false);

    int code = Main.runCommand(console, "keygen", "--out", folder.resolve("a.jwk").toString());

    assertThat(code).isEqualTo(3);
    assertThat(err.toString()).contains("standard output").hasLineCount(1);
  }
}
