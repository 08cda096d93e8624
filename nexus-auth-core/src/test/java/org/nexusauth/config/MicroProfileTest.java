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
    return configuration.find(Setting.VERIFY_ISSUER).map(GivenProperty::value).orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource({"100, param", "199, param", "200, source", "300, source", "400, source", "-5, param"})
  void param_standsBetweenTheSourcesOf199AndOf200(int ordinal, String expected) throws IOException {
    application(ordinal, Map.of(ISSUER, "source"));

    assertThat(found(withParam(ISSUER, "param"))).isEqualTo(expected);
    assertThat(found(Configuration.ofApplication(List.of()))).isEqualTo("source");
  }

  @Test
  void origin_isTheSourcesName() throws IOException {
    String origin = application(100, Map.of(ISSUER, "i"));

    assertThat(Configuration.ofApplication(List.of()).find(Setting.VERIFY_ISSUER))
        .hasValueSatisfying(found -> assertThat(found.origin()).isEqualTo(origin));
  }

  @Test
  void expression_thatHasAValue_isTaken() throws IOException {
    application(100, Map.of(ISSUER, "https://${host}", "host", "api.example.com"));

    assertThat(found(Configuration.ofApplication(List.of()))).isEqualTo("https://api.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${ISSUER_THAT_NOBODY_SET}", "https://${NOBODY_SET}/x", "${open"})
  void expression_withoutAValue_stopsTheStartAndIsNotLeftOut(String value) throws IOException {
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
  void expression_withoutEnd_stopsTheStart() throws IOException {
    application(100, Map.of(ISSUER, "${" + ISSUER + "}", "nexus.auth.verify.keys", "{}"));
    Configuration configuration = Configuration.ofApplication(List.of());

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(ISSUER)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300})
  void emptyValue_stopsTheStart(int ordinal) throws IOException {
    String origin = application(ordinal, Map.of(ISSUER, "", "nexus.auth.verify.keys", "{}"));
    Configuration configuration = Configuration.ofApplication(List.of());

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "nexus.auth.verify.issuer= (" + origin + "): is empty; remove it, or give it");
  }

  @Test
  void emptyValue_ofAnOperator_doesNotUncoverTheParam() throws IOException {
    application(300, Map.of(ISSUER, "", "nexus.auth.verify.keys", "{}"));
    Configuration configuration = withParam(ISSUER, "param");

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.verify.issuer= (");
  }

  @Test
  void unknownName_inTheApplicationsOwnSource_stopsTheStart() throws IOException {
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
  void unknownName_thatAnOperatorSet_isLeftAlone() throws IOException {
    application(300, Map.of("nexus.auth.verify.isuer", "i", "nexus.auth.verify.keys", "{}"));

    assertThat(GateSettings.from(Configuration.ofApplication(List.of())).realm()).isNotEmpty();
  }

  @Test
  void name_ofTheEnvironment_readsTheProperty() {
    // The build sets NEXUS_AUTH_REALM for this, and NEXUS_AUTH_SERVICE_PORT as Kubernetes would.
    GateSettings settings = GateSettings.from(withParam("nexus.auth.verify.keys", "{}"));

    assertThat(settings.realm()).isEqualTo("from the environment");
  }
}
