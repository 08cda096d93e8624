package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchOptionsTest {

  @Test
  void options_notGiven_listenOnThisMachineAlone() {
    assertThat(parse(Map.of()))
        .isEqualTo(new LaunchOptions(false, 1, 8080, "127.0.0.1", Path.of("nexus-sample-data")));
  }

  @Test
  void options_inBothForms_areTaken() {
    assertThat(parse(Map.of(), "--port", "8081", "--host=0.0.0.0", "--data", "/d", "--nodes=2"))
        .isEqualTo(new LaunchOptions(false, 2, 8081, "0.0.0.0", Path.of("/d")));
  }

  @Test
  void port_ofTheEnvironment_givesWayToTheOption() {
    assertThat(parse(Map.of("PORT", "9000")).port()).isEqualTo(9000);
    assertThat(parse(Map.of("PORT", "9000"), "--port=9001").port()).isEqualTo(9001);
    assertThat(parse(Map.of("PORT", "")).port()).isEqualTo(8080);
  }

  @Test
  void help_isAskedForInBothForms() {
    assertThat(parse(Map.of(), "--help").help()).isTrue();
    assertThat(parse(Map.of(), "-h").help()).isTrue();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        argumentSet("unknown", List.of("--prot", "1"), "", "Unknown option: --prot"),
        argumentSet("a bare word", List.of("8081"), "", "Unknown option: 8081"),
        argumentSet("no value", List.of("--port"), "", "--port needs a value."),
        argumentSet("an empty value", List.of("--host="), "", "--host needs a value."),
        argumentSet(
            "a word as port",
            List.of("--port", "x"),
            "",
            "--port must be a port from 1 to 65535, not x."),
        argumentSet(
            "0 as port",
            List.of("--port", "0"),
            "",
            "--port must be a port from 1 to 65535, not 0."),
        argumentSet(
            "a port too high",
            List.of("--port", "65536"),
            "",
            "--port must be a port from 1 to 65535, not 65536."),
        argumentSet(
            "a wrong PORT", List.of(), "80a", "PORT must be a port from 1 to 65535, not 80a."),
        argumentSet("many nodes", List.of("--nodes", "3"), "", "--nodes must be 1 or 2, not 3."),
        argumentSet(
            "no port for both",
            List.of("--port", "65535", "--nodes", "2"),
            "",
            "There is no port after 65535 for the second node."),
        argumentSet("no folder", List.of("--data", "a\0b"), "", "--data must be a folder"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void options_thatAreWrong_areNamedWithTheUsage(
      List<String> arguments, String port, String expected) {
    assertThatThrownBy(() -> LaunchOptions.parse(arguments, Map.of("PORT", port)))
        .hasMessageStartingWith(expected)
        .hasMessageContaining("Usage: java -jar nexus-sample.jar")
        .asInstanceOf(InstanceOfAssertFactories.type(LaunchException.class))
        .satisfies(refusal -> assertThat(refusal.exitCode()).isEqualTo(2));
  }

  private static LaunchOptions parse(Map<String, String> environment, String... arguments) {
    return LaunchOptions.parse(List.of(arguments), environment);
  }
}
