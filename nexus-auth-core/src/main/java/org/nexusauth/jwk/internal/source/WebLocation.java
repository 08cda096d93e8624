package org.nexusauth.jwk.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import org.nexusauth.jwk.UnusableKeyException;

/** A document on the web, over TLS only; redirects are not followed. */
record WebLocation(URL url, Duration timeout) implements KeyLocation {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * Returns the document at an {@code https} URL.
   *
   * @throws UnusableKeyException when it is none, or holds a user's name
   */
  static WebLocation ofUrl(String location) throws UnusableKeyException {
    try {
      URI uri = new URI(location);
      if (uri.getHost() == null || uri.getUserInfo() != null) {
        throw new UnusableKeyException("expected https://host/path, without a user's name");
      }
      return new WebLocation(uri.toURL(), TIMEOUT);
    } catch (URISyntaxException | MalformedURLException e) {
      throw new UnusableKeyException("is no URL: expected https://host/path");
    }
  }

  @Override
  public String read() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    int millis = (int) timeout.toMillis();
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("the server answered " + status + " instead of 200");
      }
      try (InputStream in = connection.getInputStream()) {
        return KeyLocation.readText(new DeadlineInputStream(in, timeout));
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
