package org.nexusauth.contract.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A WAR file in the making. Not thread-safe. */
public final class War {

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Adds a class and the classes nested in it. */
  public War classes(Class<?>... classes) {
    for (Class<?> type : classes) {
      String path = type.getName().replace('.', '/');
      Path folder = codeSource(type).resolve(path).getParent();
      filesOf(folder)
          .filter(file -> isOf(type, file.getFileName().toString()))
          .forEach(
              file -> entry("WEB-INF/classes/" + parent(path) + file.getFileName(), read(file)));
    }
    return this;
  }

  /** Adds every jar that lies in a folder. */
  public War libraries(Path folder) {
    filesOf(folder)
        .filter(file -> file.toString().endsWith(".jar"))
        .forEach(file -> entry("WEB-INF/lib/" + file.getFileName(), read(file)));
    return this;
  }

  public War entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** Writes the file and returns it. */
  public Path write(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      // Speed, not size: the files live for one run.
      jar.setLevel(0);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOf(Class<?> type, String fileName) {
    return fileName.equals(type.getSimpleName() + ".class")
        || fileName.startsWith(type.getSimpleName() + "$");
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static Path codeSource(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Path> filesOf(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
