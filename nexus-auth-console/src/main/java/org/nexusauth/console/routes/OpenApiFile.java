package org.nexusauth.console.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.nexusauth.console.api.ApiResponse;
import org.nexusauth.console.json.ApiJson;

/** The description of the API, a file that is kept by hand. */
final class OpenApiFile {
  private static final String NAME = "openapi.json";

  private OpenApiFile() {}

  static ApiResponse read() {
    try (InputStream file =
        Objects.requireNonNull(OpenApiFile.class.getResourceAsStream(NAME), NAME)) {
      return ApiResponse.ok(ApiJson.readTrusted(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
