package org.nexusauth.faults.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A file with a gate's properties, for a process that opens the gate. */
public final class SettingsFile {
  private SettingsFile() {}

  /** Writes a file into a folder, which is created if it is missing. */
  public static Path write(Map<String, String> settings, Path folder) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    Path file = Files.createDirectories(folder).resolve("node.properties");
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return file;
  }

  /** Reads a file. */
  public static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Map<String, String> settings = new HashMap<>();
    properties.forEach((name, value) -> settings.put((String) name, (String) value));
    return settings;
  }
}
