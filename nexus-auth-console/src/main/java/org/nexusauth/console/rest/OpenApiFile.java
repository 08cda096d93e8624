package org.nexusauth.console.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.json.ApiJson;

/** The description of the API, a file that is kept by hand. */
final class OpenApiFile {
  private static final String NAME = "openapi.json";

  private OpenApiFile() {}

  static ConsoleResponse read() {
    try (InputStream file =
        Objects.requireNonNull(OpenApiFile.class.getResourceAsStream(NAME), NAME)) {
      return ConsoleResponse.ok(ApiJson.readTrusted(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
