package org.nexusauth.jwk.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file; it may be replaced while the application runs. */
record FileLocation(Path path) implements KeyLocation {

  @Override
  public String read() throws IOException {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IOException("there is no readable file " + path.toAbsolutePath().normalize());
    }
    try (InputStream in = Files.newInputStream(path)) {
      return KeyLocation.readText(in);
    }
  }

  @Override
  public boolean canChange() {
    return true;
  }
}
