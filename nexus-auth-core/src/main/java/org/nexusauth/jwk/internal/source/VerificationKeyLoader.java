package org.nexusauth.jwk.internal.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jose4j.jca.ProviderContext;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.KeySettings;
import org.nexusauth.config.Property;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocument;

/** Reads the verification keys at the start, or stops it. */
public final class VerificationKeyLoader {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private VerificationKeyLoader() {}

  public static TrustedKeys load(
      KeySettings settings, ClassLoader resources, ProviderContext provider) {
    Property inline = settings.inline();
    if (inline != null) {
      try {
        return TrustedKeys.fixed(read(inline.value(), settings, provider));
      } catch (UnusableKeyException e) {
        throw ConfigurationException.of(inline, String.valueOf(e.getMessage()));
      }
    }
    Property location = Objects.requireNonNull(settings.location(), "location");
    try {
      KeyLocation place = KeyLocation.of(location.value(), resources);
      TrustedKeys.Fetch fetch = () -> read(place.read(), settings, provider);
      KeyDocument first = place instanceof WebLocation ? patiently(fetch, PATIENCE) : fetch.get();
      return place.canChange()
          ? TrustedKeys.refreshed(first, fetch, settings.refresh(), System::nanoTime)
          : TrustedKeys.fixed(first);
    } catch (IOException | UnusableKeyException e) {
      throw ConfigurationException.of(location, words(e));
    }
  }

  private static KeyDocument read(String text, KeySettings settings, ProviderContext provider)
      throws UnusableKeyException {
    return KeyDocument.read(text, settings.defaultKeyId()).verifiableBy(provider);
  }

  /** A web server may start beside us, so it has half a minute. */
  static KeyDocument patiently(TrustedKeys.Fetch fetch, Duration patience)
      throws IOException, UnusableKeyException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return fetch.get();
      } catch (IOException e) {
        if (System.nanoTime() - end > 0 || !pause()) {
          throw new IOException(words(e) + ", tried for " + patience.toSeconds() + " s", e);
        }
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Says what went wrong in words; the name of an exception's class where its text has none. */
  static String words(Exception e) {
    String message = String.valueOf(e.getMessage());
    return e.getClass().equals(IOException.class) || e instanceof UnusableKeyException
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }
}
