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
 * Files of the application that name our settings, and that are not read where there is no
 * MicroProfile Config.
 */
final class UnreadFiles {
  private static final String MICRO_PROFILE = "META-INF/microprofile-config.properties";
  private static final List<String> SPRING_FILES =
      List.of(
          "application.properties",
          "application.yml",
          "application.yaml",
          "config/application.properties",
          "config/application.yml",
          "config/application.yaml");

  private static final int MAX_BYTES = 1 << 20;

  private UnreadFiles() {}

  /** Returns what is wrong with the first such file and what to do; empty when there is none. */
  static Optional<String> describeFirst() {
    return describeMicroProfileFile()
        .or(
            () ->
                SPRING_FILES.stream()
                    .filter(UnreadFiles::namesSettings)
                    .findFirst()
                    .map(UnreadFiles::describeSpringFile));
  }

  /** Returns what is wrong with the file of MicroProfile Config; empty when there is none. */
  static Optional<String> describeMicroProfileFile() {
    if (!namesSettings(MICRO_PROFILE)) {
      return Optional.empty();
    }
    return Optional.of(
        MICRO_PROFILE
            + " is on the class path, but no MicroProfile Config is there that reads it: add an"
            + " implementation, for example io.smallrye.config:smallrye-config, or give the"
            + " settings as init-params, context-params, system properties or environment"
            + " variables such as NEXUS_AUTH_VERIFY_KEYS_LOCATION");
  }

  private static String describeSpringFile(String file) {
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
