package org.nexusauth.benchmarks.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A WAR file in the making, of classes and jars of this process's class path. Not thread-safe. */
final class BenchmarkWar {
  private static final String BEANS =
      """
      <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
      """;

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  BenchmarkWar classes(Class<?>... classes) throws IOException {
    for (Class<?> type : classes) {
      String name = type.getName().replace('.', '/') + ".class";
      try (InputStream in = BenchmarkWar.class.getResourceAsStream("/" + name)) {
        entry("WEB-INF/classes/" + name, in.readAllBytes());
      }
    }
    return this;
  }

  /** Adds the jars whose names begin so. */
  BenchmarkWar libraries(List<String> names) throws IOException {
    for (String name : names) {
      Path jar = jarOf(name);
      entry("WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
    }
    return this;
  }

  /** Makes CDI look into it. */
  BenchmarkWar beans() {
    return entry("WEB-INF/beans.xml", BEANS.getBytes(StandardCharsets.UTF_8));
  }

  BenchmarkWar entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  Path write(Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return file;
  }

  private static Path jarOf(String name) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (path.getFileName().toString().startsWith(name) && Files.isRegularFile(path)) {
        return path;
      }
    }
    throw new IllegalStateException("not a jar on the class path: " + name);
  }
}
