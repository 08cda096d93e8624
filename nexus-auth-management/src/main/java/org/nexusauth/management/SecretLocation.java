package org.nexusauth.management;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;

/** Reads the file that {@code nexus.auth.management.secret.location} names. */
final class SecretLocation {
  private static final int MAX_BYTES = 1 << 16;

  private SecretLocation() {}

  /**
   * Returns the text of the file.
   *
   * @param location a path, or a URL {@code file:}
   * @throws ConfigurationException if it cannot be read
   */
  static String readText(GivenProperty location) {
    try (InputStream in = Files.newInputStream(toPath(location))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw ConfigurationException.of(
            location,
            "the file is larger than " + MAX_BYTES + " bytes; expected one secret a line");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ConfigurationException.of(
          location, "the file is not UTF-8; expected one secret a line");
    } catch (IOException e) {
      throw ConfigurationException.of(
          location,
          "the file cannot be read (%s); expected the path of a file with one secret a line"
              .formatted(e.getClass().getSimpleName()));
    }
  }

  private static Path toPath(GivenProperty location) {
    String value = location.value();
    try {
      if (value.startsWith("file:/")) {
        return Path.of(URI.create(value));
      }
      return Path.of(value.replaceFirst("^file:", ""));
    } catch (IllegalArgumentException e) {
      throw ConfigurationException.of(location, "is no path of a file");
    }
  }
}
