package org.nexusauth.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of the application that name settings of ours, and that nothing reads where MicroProfile
 * Config is not there.
 */
final class UnreadFiles {
  private static final String MICRO_PROFILE = "META-INF/microprofile-config.properties";
  private static final List<String> OF_SPRING =
      List.of(
          "application.properties",
          "application.yml",
          "application.yaml",
          "config/application.properties",
          "config/application.yml",
          "config/application.yaml");

  private static final int MAX_BYTES = 1 << 20;

  private UnreadFiles() {}

  /** Returns what is wrong with the first such file and what to do, in words; empty for none. */
  static Optional<String> any() {
    return microProfile()
        .or(
            () ->
                OF_SPRING.stream()
                    .filter(UnreadFiles::namesSettings)
                    .findFirst()
                    .map(UnreadFiles::ofSpring));
  }

  /** Returns what is wrong with the file of MicroProfile Config, if it is there. */
  static Optional<String> microProfile() {
    return namesSettings(MICRO_PROFILE)
        ? Optional.of(
            MICRO_PROFILE
                + " is on the class path, but no MicroProfile Config is there that reads it: add an"
                + " implementation, for example io.smallrye.config:smallrye-config, or give the"
                + " settings as init-params, context-params, system properties or environment"
                + " variables such as NEXUS_AUTH_VERIFY_KEYS_LOCATION")
        : Optional.empty();
  }

  private static String ofSpring(String file) {
    return file
        + " is on the class path, but Spring's files are not read here: pass the settings on as"
        + " init-params of the filter (FilterRegistrationBean.addInitParameter), or give them as"
        + " system properties or environment variables such as NEXUS_AUTH_VERIFY_KEYS_LOCATION";
  }

  private static boolean namesSettings(String file) {
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(), UnreadFiles.class.getClassLoader());
    try (@Nullable InputStream in = loader.getResourceAsStream(file)) {
      return in != null
          && namesSettings(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).lines());
    } catch (IOException e) {
      return false; // it is not read here either way
    }
  }

  /** Looks for a name in one line, or in the lines of a block of YAML. */
  private static boolean namesSettings(Stream<String> lines) {
    boolean inBlock = false;
    for (String line : (Iterable<String>) lines::iterator) {
      String text = line.strip();
      boolean isTop = text.equals(line.stripTrailing());
      if (text.startsWith(Setting.PREFIX) || (inBlock && !isTop && text.startsWith("auth:"))) {
        return true;
      }
      if (isTop && !text.isEmpty() && !text.startsWith("#")) {
        inBlock = text.startsWith("nexus:");
      }
    }
    return false;
  }
}
