package org.nexusauth.jwk.internal.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jose4j.jca.ProviderContext;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.KeySettings;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocument;

/** Loads the verification keys at the start. */
public final class VerificationKeyLoader {
  static final Duration START_TIMEOUT = Duration.ofSeconds(30);

  private VerificationKeyLoader() {}

  /**
   * Loads the keys that the settings name; a location is read again in the background.
   *
   * @throws ConfigurationException when a key cannot be read or must not be trusted
   */
  public static TrustedKeys loadKeys(
      GateSettings gate, ClassLoader resources, ProviderContext provider) {
    KeySettings settings = gate.keys();
    GivenProperty inline = settings.inline();
    if (inline != null) {
      try {
        return TrustedKeys.fixed(readDocument(inline.value(), settings, provider));
      } catch (UnusableKeyException e) {
        throw ConfigurationException.of(inline, String.valueOf(e.getMessage()));
      }
    }
    GivenProperty location = Objects.requireNonNull(settings.location(), "location");
    try {
      Optional<ProvidedKeysFetch> source =
          ProvidedKeysFetch.open(gate, location, resources, provider);
      if (source.isPresent()) {
        return loadFromSource(source.get(), settings);
      }
      KeyLocation place = KeyLocation.of(location.value(), resources);
      TrustedKeys.Fetch fetch = () -> readDocument(place.read(), settings, provider);
      KeyDocument first =
          place instanceof WebLocation ? fetchWithRetries(fetch, START_TIMEOUT) : fetch.fetch();
      return place.canChange()
          ? TrustedKeys.refreshed(first, fetch, settings.refresh(), System::nanoTime)
          : TrustedKeys.fixed(first);
    } catch (IOException | UnusableKeyException e) {
      throw ConfigurationException.of(location, describe(e));
    }
  }

  private static TrustedKeys loadFromSource(ProvidedKeysFetch source, KeySettings settings)
      throws IOException, UnusableKeyException {
    try {
      return TrustedKeys.refreshed(
          source.fetchFirst(), source, settings.refresh(), System::nanoTime);
    } catch (IOException | UnusableKeyException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  static KeyDocument readDocument(String text, KeySettings settings, ProviderContext provider)
      throws UnusableKeyException {
    return KeyDocument.read(text, settings.defaultKeyId()).verifiableBy(provider);
  }

  /** Fetches until the timeout: a web server may be starting at the same time. */
  static KeyDocument fetchWithRetries(TrustedKeys.Fetch fetch, Duration timeout)
      throws IOException, UnusableKeyException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        return fetch.fetch();
      } catch (IOException e) {
        if (System.nanoTime() - end > 0 || !sleepBeforeRetry()) {
          throw new IOException(describe(e) + ", tried for " + timeout.toSeconds() + " s", e);
        }
      }
    }
  }

  private static boolean sleepBeforeRetry() {
    try {
      TimeUnit.SECONDS.sleep(1);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Describes a failure; with the exception's class where the message alone says too little. */
  static String describe(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (e.getClass().equals(IOException.class) || e instanceof UnusableKeyException) {
      return message;
    }
    return e.getClass().getSimpleName() + ": " + message;
  }
}
