package org.nexusauth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;

/** An application whose server has no MicroProfile Config, or its API alone. */
class WithoutMicroProfileTest {

  /** Runs behind a class loader of its own. */
  public static final class Probe implements Callable<String> {
    @Override
    public String call() {
      Configuration configuration =
          Configuration.ofApplication(
              List.of(
                  PropertySource.of(
                      "param",
                      Map.of(
                          "nexus.auth.verify.issuer", "param",
                          "nexus.auth.realm", "param",
                          "nexus.auth.token.prefix", "param"))));
      return value(configuration, Setting.VERIFY_ISSUER)
          + ", "
          + value(configuration, Setting.REALM)
          + ", "
          + value(configuration, Setting.TOKEN_PREFIX)
          + ", "
          + value(configuration, Setting.CLAIMS_AGENT);
    }

    private static String value(Configuration configuration, Setting setting) {
      return configuration
          .find(setting)
          .map(found -> found.value() + " (" + found.origin() + ")")
          .orElse("nothing");
    }
  }

  /** Builds a gate of an application behind a class loader of its own, and queries it. */
  public static final class Gate implements Callable<String> {
    @Override
    public String call() {
      Signer signer = Signer.of("HS256");
      Map<String, String> params =
          Map.of(
              "nexus.auth.verify.keys", Signer.jwks(signer), "nexus.auth.verify.issuer", "param");
      Configuration configuration =
          Configuration.ofApplication(List.of(PropertySource.of("param", params)));
      try (ApiKeyGate gate = ApiKeyGate.builder(configuration).clock(new TestClock()).build()) {
        GateRequest request =
            new GateRequest(
                List.of(KeyMaker.of(signer).claim("iss", "operator").text()),
                "GET",
                "/api/x",
                "127.0.0.1",
                "request-1",
                null);
        return gate.decide(request, Requirement.NONE).toString();
      }
    }
  }

  private static String probe(Predicate<String> left) throws Exception {
    return probe(Probe.class, left);
  }

  private static String probe(Class<?> type, Predicate<String> left) throws Exception {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(left)
            .map(WithoutMicroProfileTest::url)
            .toArray(URL[]::new);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    System.setProperty("nexus.auth.verify.issuer", "operator");
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      Object probe = loader.loadClass(type.getName()).getDeclaredConstructor().newInstance();
      return (String) ((Callable<?>) probe).call();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      System.clearProperty("nexus.auth.verify.issuer");
    }
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static final String EXPECTED =
      "operator (system property), from the environment (environment variable NEXUS_AUTH_REALM),"
          + " param (param), nothing";

  @Test
  void withoutTheApiSystemProperties_andEnvironmentComeBeforeParams() throws Exception {
    assertThat(probe(entry -> !entry.contains("microprofile") && !entry.contains("smallrye")))
        .isEqualTo(EXPECTED);
  }

  @Test
  void withoutTheApiAGate_decides() throws Exception {
    assertThat(
            probe(
                Gate.class,
                entry -> !entry.contains("microprofile") && !entry.contains("smallrye")))
        .startsWith("Granted[");
  }

  @Test
  void withTheApiAloneIt_isTheSame() throws Exception {
    assertThat(probe(entry -> !entry.contains("smallrye"))).isEqualTo(EXPECTED);
  }

  @Test
  void withBothTheFile_ofTheApplication_comesLast() throws Exception {
    assertThat(probe(entry -> true))
        .startsWith("operator (SysPropConfigSource), from the environment (EnvConfigSource")
        .contains("param (param), from-the-file (PropertiesConfigSource");
  }
}
