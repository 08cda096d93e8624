package org.nexusauth.contract.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build put things and where the servers may leave theirs. */
public final class Layout {

  private Layout() {}

  /** The jars that one of the closures copied. */
  public static Path closure(String name) {
    Path lib = Path.of(System.getProperty("contract.closures", "../closures"), name, "target/lib");
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(lib + " is missing: build testing/closures first (mvn -am)");
    }
    return lib.toAbsolutePath().normalize();
  }

  /** The classes of the launchers, and nothing else. */
  static Path launchers() {
    return target().resolve("classes");
  }

  /** A folder under target, made if it is not there. */
  public static Path folder(String name) {
    try {
      return Files.createDirectories(target().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path target() {
    return Path.of(System.getProperty("contract.target", "target")).toAbsolutePath().normalize();
  }
}
