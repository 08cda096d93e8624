package org.nexusauth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.LogRecorder;
import org.nexusauth.Signer;

/** A file with our settings that nothing reads: the message says so and what to do. */
class UnreadFilesTest {
  private static final String MICRO_PROFILE = "META-INF/microprofile-config.properties";

  @TempDir Path folder;

  /** Starts a gate without keys behind a class loader of its own. */
  public static final class WithoutKeys implements Callable<String> {
    @Override
    public String call() {
      try (ApiKeyGate gate = ApiKeyGate.builder(Configuration.ofApplication(List.of())).build()) {
        return "started: " + gate.settings();
      } catch (ConfigurationException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }

  /** Starts a gate that has its keys elsewhere, and returns what is said of the file. */
  public static final class WithKeys implements Callable<String> {
    @Override
    public String call() {
      Map<String, String> keys = Map.of("nexus.auth.verify.keys", Signer.jwks(Signer.of("HS256")));
      Configuration configuration =
          Configuration.ofApplication(List.of(PropertySource.of("param", keys)));
      try (ApiKeyGate gate = ApiKeyGate.builder(configuration).build()) {
        return "cache of " + gate.settings().cacheSize();
      }
    }
  }

  static Stream<Arguments> file_thatIsNotRead_isFound() {
    String setting = "nexus.auth.verify.issuer=https://api.example.com";
    return Stream.of(
        argumentSet("MicroProfile", MICRO_PROFILE, "# ours\n" + setting, "smallrye-config"),
        argumentSet("Spring", "application.properties", "a=b\n" + setting, "FilterRegistration"),
        argumentSet("Spring, flat YAML", "application.yml", "nexus.auth.realm: a", "Filter"),
        argumentSet(
            "Spring, YAML", "application.yaml", "server:\n  port: 1\nnexus:\n  auth:\n", "Filter"),
        argumentSet(
            "Spring, YAML behind another part",
            "config/application.yml",
            "nexus:\n  # ours\n  other:\n    a: 1\n\n  auth:\n    realm: a\n",
            "FilterRegistrationBean"));
  }

  @ParameterizedTest
  @MethodSource
  void file_thatIsNotRead_isFound(String file, String content, String remedy) throws Exception {
    write(file, content);

    assertThat(started(WithoutKeys.class, UnreadFilesTest::hasNoMicroProfile))
        .startsWith("NEXUS-1010 nexus.auth.verify.keys.location is not set: ")
        .contains(file + " is on the class path, but ", remedy, "NEXUS_AUTH_VERIFY_KEYS_LOCATION");
  }

  static Stream<Arguments> file_ofOthers_isNoProblem() {
    return Stream.of(
        argumentSet("no file", "other.properties", "nexus.auth.realm=a"),
        argumentSet(
            "MicroProfile, others' settings", MICRO_PROFILE, "nexus.other=nexus.auth.realm"),
        argumentSet("Spring, others' settings", "application.properties", "my.nexus.auth.a=b"),
        argumentSet(
            "Spring, auth of another part", "application.yml", "nexus:\n  a: 1\nb:\n  auth: 1\n"));
  }

  @ParameterizedTest
  @MethodSource
  void file_ofOthers_isNoProblem(String file, String content) throws Exception {
    write(file, content);

    assertThat(started(WithoutKeys.class, UnreadFilesTest::hasNoMicroProfile))
        .startsWith("NEXUS-1010 nexus.auth.verify.keys.location is not set: ")
        .doesNotContain("class path, but");
  }

  @Test
  void keysAreElsewhere_theFileIsWarnedOf() throws Exception {
    LogRecorder.forget();
    write(MICRO_PROFILE, "nexus.auth.cache.size=9");

    assertThat(started(WithKeys.class, UnreadFilesTest::hasNoMicroProfile))
        .isEqualTo("cache of 10000");
    assertThat(started(WithKeys.class, entry -> !entry.contains("smallrye")))
        .as("the API alone")
        .isEqualTo("cache of 10000");
    assertThat(LogRecorder.messages("NEXUS-1012 settings are not read: " + MICRO_PROFILE))
        .hasSize(2);
  }

  @Test
  void microProfileConfigIsThere_nothingIsSaid() throws Exception {
    write(MICRO_PROFILE, "nexus.auth.cache.size=9");
    write("application.properties", "nexus.auth.realm=a");
    LogRecorder.forget();

    assertThat(started(WithKeys.class, entry -> true)).isEqualTo("cache of 9");
    assertThat(started(WithoutKeys.class, entry -> true)).doesNotContain("class path, but");
    assertThat(LogRecorder.messages("NEXUS-1012")).isEmpty();
  }

  private static boolean hasNoMicroProfile(String entry) {
    return !entry.contains("microprofile") && !entry.contains("smallrye");
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private String started(Class<?> type, Predicate<String> left) throws Exception {
    List<URL> classPath = new ArrayList<>(List.of(folder.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (left.test(entry)) {
        classPath.add(url(entry));
      }
    }
    hideTheFileOfTheTests();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      Object start = loader.loadClass(type.getName()).getDeclaredConstructor().newInstance();
      return (String) ((Callable<?>) start).call();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private void hideTheFileOfTheTests() throws IOException {
    if (!Files.exists(folder.resolve(MICRO_PROFILE))) {
      write(MICRO_PROFILE, "");
    }
  }

  private static URL url(String entry) throws MalformedURLException {
    return new File(entry).toURI().toURL();
  }
}
