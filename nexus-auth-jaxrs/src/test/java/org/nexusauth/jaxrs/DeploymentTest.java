package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.ws.rs.core.Application;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.testkit.TestKeys;

/** What stops the start of an application, and what does not. */
final class DeploymentTest {
  private static final TestKeys KEYS = TestKeys.create();
  private static final String ALL = "nexus.auth.jaxrs.protect";

  static Stream<Arguments> application_thatIsWrong_isStopped() {
    return Stream.of(
        stopped(
            "wrong setting", with(ALL, "everything"), "NEXUS-1010 " + ALL, Resources.Open.class),
        stopped("annotation, no keys", Map.of(), "NEXUS-1010 nexus.auth", Resources.Secured.class),
        stopped("role, no keys", Map.of(), "NEXUS-1010 nexus.auth", Resources.Roles.class),
        stopped("interface, no keys", Map.of(), "NEXUS-1010", Resources.Implementing.class),
        stopped("superclass, no keys", Map.of(), "NEXUS-1010", Resources.Extending.class),
        stopped("application, no keys", Map.of(), "NEXUS-1010", Variants.SecuredApp.class),
        stopped("all, no keys", Map.of(ALL, "all"), "NEXUS-1010", Resources.Open.class),
        stopped(
            "rules, no keys",
            Map.of("nexus.auth.paths.permissions", "/api/*=read"),
            "NEXUS-1010",
            Resources.Open.class),
        stopped("locator", keys(), "NEXUS-1203 ", Mistaken.GuardedLocator.class),
        stopped("locator under all", with(ALL, "all"), "NEXUS-1203", Mistaken.GuardedLocator.class),
        stopped("inherited locator", keys(), "NEXUS-1203 ", Mistaken.InheritingLocator.class),
        stopped(
            "locator by interface", keys(), "NEXUS-1203", Mistaken.LocatorOfGuardedInterface.class),
        stopped(
            "locator by application",
            keys(),
            "NEXUS-1203 org.nexusauth.jaxrs.Resources$Locating.",
            Mistaken.SecuredLocatorApp.class,
            Resources.Locating.class),
        stopped("roles of a bean", keys(), "NEXUS-1205 ", Mistaken.OfBean.class),
        stopped("unknown agent", keys(), "NEXUS-1204 ", Mistaken.OfUnknownAgent.class),
        stopped("half an agent", keys(), "NEXUS-1204 ", Mistaken.OfMixedAgent.class));
  }

  private static Arguments stopped(
      String name, Map<String, String> parameters, String problem, Class<?>... scanned) {
    return argumentSet(name, parameters, problem, scanned);
  }

  private static Map<String, String> keys() {
    return KEYS.settings();
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> all = new HashMap<>(KEYS.settings());
    all.put(name, value);
    return all;
  }

  @ParameterizedTest
  @MethodSource
  void application_thatIsWrong_isStopped(
      Map<String, String> parameters, String problem, Class<?>[] scanned) throws Exception {
    try (JaxrsLog logged = JaxrsLog.open();
        JerseyServer server = new JerseyServer(Resources.App.class, parameters, scanned)) {
      assertThat(server.isStarted()).isFalse();
      assertThat(logged.messages(problem)).hasSize(1);
      assertThat(server.send("GET", "/api/open").statusCode()).isEqualTo(404);
    }
  }

  /** It may set protection: what is not annotated would be open. */
  @Test
  void unreadFile_nothingGuarded_stopsTheStart(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("META-INF/microprofile-config.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, ALL + "=all");
    URL[] classPath = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classPath, getClass().getClassLoader());
        JaxrsLog logged = JaxrsLog.open();
        JerseyServer server =
            new JerseyServer(
                Resources.App.class,
                Map.of(),
                context -> context.setParentClassLoader(loader),
                Resources.Open.class)) {
      assertThat(server.isStarted()).isFalse();
      assertThat(logged.messages("NEXUS-1010"))
          .singleElement()
          .asString()
          .contains("META-INF/microprofile-config.properties is on the class path, but ");
    }
  }

  static Stream<Arguments> application_thatIsRight_starts() {
    return Stream.of(
        argumentSet("nothing guarded", Map.of(), new Class<?>[] {Resources.Open.class}),
        argumentSet("open locator", keys(), new Class<?>[] {Resources.Locating.class}),
        argumentSet("bean without roles", keys(), new Class<?>[] {Mistaken.WithoutRoles.class}),
        argumentSet("agent of the path", keys(), new Class<?>[] {Resources.OfAgent.class}),
        argumentSet(
            "application over a locator, all before it",
            with(ALL, "all"),
            new Class<?>[] {Mistaken.SecuredLocatorApp.class, Resources.Locating.class}));
  }

  @ParameterizedTest
  @MethodSource
  void application_thatIsRight_starts(Map<String, String> parameters, Class<?>[] scanned)
      throws Exception {
    try (JerseyServer server = new JerseyServer(Resources.App.class, parameters, scanned)) {
      assertThat(server.isStarted()).isTrue();
    }
  }

  static Stream<Class<? extends Application>> application_withoutScanning_isJudgedByItsClasses() {
    return Stream.of(
        Mistaken.GuardedLocatorApp.class, Mistaken.SecuredLocatorApp.class, Mistaken.BeanApp.class);
  }

  /** As where the container runs no initializer: JAX-RS itself then does not start. */
  @ParameterizedTest
  @MethodSource
  void application_withoutScanning_isJudgedByItsClasses(Class<? extends Application> application)
      throws Exception {
    try (JerseyServer server = new JerseyServer(application, keys())) {
      assertThat(server.isStarted()).isFalse();
    }
  }

  @Test
  void start_saysOnceWhatIsOn() throws Exception {
    try (JaxrsLog logged = JaxrsLog.open();
        JerseyServer server = new JerseyServer(Variants.TwiceApp.class, keys())) {
      server.send("GET", "/api/secured");
      assertThat(logged.messages("NEXUS-1001"))
          .singleElement()
          .asString()
          .startsWith("NEXUS-1001 api-key guards annotated JAX-RS resources · issuer ");
    }
  }
}
