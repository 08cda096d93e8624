package org.nexusauth.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was measured, line by line, on standard output and in a file below {@code target}. */
public final class Results {
  private static final Path FOLDER = Path.of("target", "faults");

  private Results() {}

  /** Adds a line to a file. */
  public static synchronized void add(String file, String line) {
    System.out.println(file + ": " + line);
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(
          FOLDER.resolve(file + ".txt"),
          line + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
