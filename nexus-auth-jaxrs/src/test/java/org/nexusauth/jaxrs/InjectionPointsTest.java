package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.web.CurrentApiKey;

/** Where nothing injects {@link CurrentApiKey}: neither CDI nor Jersey. */
final class InjectionPointsTest {

  @Path("field")
  static class ByField {
    @Inject CurrentApiKey caller;
  }

  @Path("constructor")
  static class ByConstructor {
    final String other;
    final CurrentApiKey caller;

    @Inject
    ByConstructor(String other, CurrentApiKey caller) {
      this.other = other;
      this.caller = caller;
    }
  }

  @Path("method")
  static class ByMethod {
    CurrentApiKey caller;

    @Inject
    void caller(CurrentApiKey current) {
      caller = current;
    }
  }

  @Path("inherited")
  static class Inherited extends ByField {}

  @Path("other")
  static class Other {
    @Inject String other;
    CurrentApiKey own;
  }

  @ParameterizedTest
  @ValueSource(classes = {ByField.class, ByConstructor.class, ByMethod.class, Inherited.class})
  void findUnserved_keyInjected_isNamedWithTheRemedy(Class<?> type) {
    assertThat(InjectionPoints.findUnserved(List.of(Other.class, type), String.class))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .startsWith("NEXUS-1206 " + type.getName())
                    .contains("Start a CDI container"));
  }

  @Test
  void findUnserved_nothingInjected_isEmpty() {
    assertThat(InjectionPoints.findUnserved(List.of(Other.class), String.class)).isEmpty();
  }

  @Test
  void findUnserved_onJersey_isEmpty() {
    assertThat(InjectionPoints.findUnserved(List.of(ByField.class), ResourceConfig.class))
        .isEmpty();
  }
}
