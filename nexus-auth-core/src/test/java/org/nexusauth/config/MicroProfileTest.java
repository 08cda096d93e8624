package org.nexusauth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of MicroProfile Config's sources, params in between, and expressions in values. */
class MicroProfileTest {
  private static final String ISSUER = "nexus.auth.verify.issuer";

  @TempDir Path folder;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void clear() {
    Thread.currentThread().setContextClassLoader(before);
  }

  /** Makes an application whose own file has this ordinal, and returns the file's name. */
  private String application(int ordinal, Map<String, String> values) throws IOException {
    Path own = Files.createTempDirectory(folder, "app");
    Path file = own.resolve("META-INF/microprofile-config.properties");
    Files.createDirectories(file.getParent());
    List<String> lines = new ArrayList<>(List.of("config_ordinal=" + ordinal));
    values.forEach((name, value) -> lines.add(name + "=" + value));
    Files.write(file, lines);
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(new URL[] {own.toUri().toURL()}, before));
    return "PropertiesConfigSource[source=" + file.toUri().toURL() + "]";
  }

  private static Configuration withParam(String name, String value) {
    return Configuration.ofApplication(
        List.of(PropertySource.of("init-param", Map.of(name, value))));
  }

  private static String found(Configuration configuration) {
    return configuration.find(Setting.VERIFY_ISSUER).map(Property::value).orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource({"100, param", "199, param", "200, source", "300, source", "400, source", "-5, param"})
  void param_stands_between_the_sources_of_199_and_of_200(int ordinal, String expected)
      throws IOException {
    application(ordinal, Map.of(ISSUER, "source"));

    assertThat(found(withParam(ISSUER, "param"))).isEqualTo(expected);
    assertThat(found(Configuration.ofApplication(List.of()))).isEqualTo("source");
  }

  @Test
  void origin_is_the_sources_name() throws IOException {
    String origin = application(100, Map.of(ISSUER, "i"));

    assertThat(Configuration.ofApplication(List.of()).find(Setting.VERIFY_ISSUER))
        .hasValueSatisfying(found -> assertThat(found.origin()).isEqualTo(origin));
  }

  @Test
  void expression_that_has_a_value_is_taken() throws IOException {
    application(100, Map.of(ISSUER, "https://${host}", "host", "api.example.com"));

    assertThat(found(Configuration.ofApplication(List.of()))).isEqualTo("https://api.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${ISSUER_THAT_NOBODY_SET}", "https://${NOBODY_SET}/x", "${open"})
  void expression_without_a_value_stops_the_start_and_is_not_left_out(String value)
      throws IOException {
    // Left out, any issuer would be accepted.
    for (int ordinal : new int[] {100, 300}) {
      String origin = application(ordinal, Map.of(ISSUER, value, "nexus.auth.verify.keys", "{}"));
      Configuration configuration = Configuration.ofApplication(List.of());

      assertThatThrownBy(() -> GateSettings.from(configuration))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "NEXUS-1010 nexus.auth.verify.issuer=%s (%s): an expression in ${} names a property that"
                  + " is not set; set it, or give a default as ${name:default}",
              value, origin);
      clear();
    }
  }

  @Test
  void expression_without_end_stops_the_start() throws IOException {
    application(100, Map.of(ISSUER, "${" + ISSUER + "}", "nexus.auth.verify.keys", "{}"));
    Configuration configuration = Configuration.ofApplication(List.of());

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(ISSUER)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300})
  void empty_value_stops_the_start(int ordinal) throws IOException {
    String origin = application(ordinal, Map.of(ISSUER, "", "nexus.auth.verify.keys", "{}"));
    Configuration configuration = Configuration.ofApplication(List.of());

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "nexus.auth.verify.issuer= (" + origin + "): is empty; remove it, or give it");
  }

  @Test
  void empty_value_of_an_operator_does_not_uncover_the_param() throws IOException {
    application(300, Map.of(ISSUER, "", "nexus.auth.verify.keys", "{}"));
    Configuration configuration = withParam(ISSUER, "param");

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.verify.issuer= (");
  }

  @Test
  void unknown_name_in_the_applications_own_source_stops_the_start() throws IOException {
    String origin =
        application(100, Map.of("nexus.auth.verify.isuer", "i", "nexus.auth.verify.keys", "{}"));
    Configuration configuration = Configuration.ofApplication(List.of());

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.isuer (%s): there is no such property; did you mean"
                + " nexus.auth.verify.issuer?",
            origin);
  }

  @Test
  void unknown_name_that_an_operator_set_is_left_alone() throws IOException {
    application(300, Map.of("nexus.auth.verify.isuer", "i", "nexus.auth.verify.keys", "{}"));

    assertThat(GateSettings.from(Configuration.ofApplication(List.of())).realm()).isNotEmpty();
  }

  @Test
  void name_of_the_environment_reads_the_property() {
    // The build sets NEXUS_AUTH_REALM for this, and NEXUS_AUTH_SERVICE_PORT as Kubernetes would.
    GateSettings settings = GateSettings.from(withParam("nexus.auth.verify.keys", "{}"));

    assertThat(settings.realm()).isEqualTo("from the environment");
  }
}
