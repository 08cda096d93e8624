package org.nexusauth.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nexusauth.cli.terminal.CliException;

/** Reads secrets from files: they are never arguments, which others could read. */
public final class SecretFile {

  private SecretFile() {}

  /**
   * Returns the text of a file without the line end at its end.
   *
   * @param what what the file is, for the message if it cannot be read
   */
  public static String readText(Path file, String what) {
    try {
      return Files.readString(file).replaceFirst("\\r?\\n$", "");
    } catch (IOException e) {
      throw CliException.file(
          "cannot read the " + what + " (" + e.getClass().getSimpleName() + ")");
    }
  }
}
