package org.nexusauth.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A place that verification keys are read from. Thread-safe. */
sealed interface KeyLocation {
  /** No set of keys is as large; what is larger is something else. */
  int MOST_BYTES = 1 << 20;

  /**
   * Returns the text that is there now.
   *
   * @throws IOException when it cannot be read; the message says why in words
   */
  String read() throws IOException;

  /** Returns whether the text can change while the application runs. */
  boolean canChange();

  /**
   * Returns the place that a setting names.
   *
   * @throws BadKeysException when it is none of the forms
   */
  static KeyLocation of(String location, ClassLoader resources) throws BadKeysException {
    if (location.startsWith("classpath:")) {
      return new ClassPathEntry(location.substring("classpath:".length()), resources);
    }
    if (location.startsWith("https:")) {
      return new Web(location);
    }
    if (location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") && !location.startsWith("file:")) {
      throw new BadKeysException("expected classpath:, file:, https: or a path");
    }
    try {
      return new LocalFile(
          location.startsWith("file:/")
              ? Path.of(URI.create(location))
              : Path.of(location.replaceFirst("^file:", "")));
    } catch (IllegalArgumentException e) {
      throw new BadKeysException("is no path of a file");
    }
  }

  /** An entry of the class path. */
  record ClassPathEntry(String name, ClassLoader resources) implements KeyLocation {
    @Override
    public String read() throws IOException {
      try (InputStream in = resources.getResourceAsStream(name.replaceFirst("^/+", ""))) {
        if (in == null) {
          throw new IOException(
              "there is no such entry on the class path; in a WAR it belongs into WEB-INF/classes");
        }
        return text(in);
      }
    }

    @Override
    public boolean canChange() {
      return false;
    }
  }

  /** A file. */
  record LocalFile(Path path) implements KeyLocation {
    @Override
    public String read() throws IOException {
      if (!Files.isReadable(path)) {
        throw new IOException("there is no readable file " + path.toAbsolutePath().normalize());
      }
      try (InputStream in = Files.newInputStream(path)) {
        return text(in);
      }
    }

    @Override
    public boolean canChange() {
      return true;
    }
  }

  /** A document on the web, over TLS only; redirects are not followed. */
  record Web(String url) implements KeyLocation {
    private static final int TIMEOUT = (int) Duration.ofSeconds(10).toMillis();

    @Override
    public String read() throws IOException {
      HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
      connection.setConnectTimeout(TIMEOUT);
      connection.setReadTimeout(TIMEOUT);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
      try {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
          throw new IOException("the server answered " + status);
        }
        try (InputStream in = connection.getInputStream()) {
          return text(in);
        }
      } finally {
        connection.disconnect();
      }
    }

    @Override
    public boolean canChange() {
      return true;
    }
  }

  private static String text(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("it is larger than " + MOST_BYTES + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
