package org.nexusauth.jwk.internal.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jose4j.jca.ProviderContext;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.KeySettings;
import org.nexusauth.config.Setting;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.VerificationKeySource;
import org.nexusauth.jwk.VerificationKeySourceProvider;
import org.nexusauth.jwk.internal.KeyDocument;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/** Reads keys from a source that another module provides for a scheme. */
final class ProvidedKeysFetch implements TrustedKeys.Fetch {
  private static final String STORE = "store:";

  private final VerificationKeySource source;
  private final KeySettings settings;
  private final ProviderContext provider;

  private ProvidedKeysFetch(
      VerificationKeySource source, KeySettings settings, ProviderContext provider) {
    this.source = source;
    this.settings = settings;
    this.provider = provider;
  }

  /**
   * Opens the source of a location's scheme.
   *
   * @return empty if no module provides the scheme
   * @throws ConfigurationException when a property of the source is wrong
   * @throws UnusableKeyException for a scheme of ours whose module is missing
   */
  static Optional<ProvidedKeysFetch> open(
      GateSettings settings,
      GivenProperty location,
      ClassLoader resources,
      ProviderContext provider)
      throws UnusableKeyException {
    for (VerificationKeySourceProvider candidate : loadProviders(resources)) {
      if (location.value().startsWith(candidate.scheme() + ":")) {
        VerificationKeySource source = openSource(candidate, settings, location);
        return Optional.of(new ProvidedKeysFetch(source, settings.keys(), provider));
      }
    }
    if (location.value().startsWith(STORE)) {
      throw new UnusableKeyException(
          "the keys of the records are read by another module: add the dependency"
              + " org.nexusauth:nexus-auth-management");
    }
    return Optional.empty();
  }

  private static List<VerificationKeySourceProvider> loadProviders(ClassLoader resources) {
    try {
      List<VerificationKeySourceProvider> providers = new ArrayList<>();
      ServiceLoader.load(VerificationKeySourceProvider.class, resources).forEach(providers::add);
      return providers;
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a VerificationKeySourceProvider in META-INF/services cannot be loaded; correct the entry"
              + " or the class path: "
              + e.getMessage());
    }
  }

  private static VerificationKeySource openSource(
      VerificationKeySourceProvider provider, GateSettings settings, GivenProperty location) {
    List<GivenProperty> given = new ArrayList<>(settings.revocation().storeProperties());
    given.addAll(settings.contributed());
    try {
      return provider.open(location.value(), sourceSettings(settings, given));
    } catch (StoreSettingException e) {
      String problem = String.valueOf(e.getMessage());
      throw given.stream()
          .filter(one -> one.name().equals(e.property()))
          .findFirst()
          .map(one -> ConfigurationException.of(one, problem))
          .orElseGet(() -> new ConfigurationException(e.property() + ": " + problem));
    }
  }

  private static StoreSettings sourceSettings(GateSettings settings, List<GivenProperty> given) {
    Map<String, String> values = new HashMap<>();
    given.forEach(property -> values.put(property.name(), property.value()));
    String issuer = settings.claims().issuer();
    if (issuer != null) {
      values.put(Setting.VERIFY_ISSUER.property(), issuer);
    }
    return new StoreSettings(
        values, settings.revocation().poll(), settings.revocation().assumeDurable());
  }

  @Override
  public KeyDocument fetch() throws IOException, UnusableKeyException {
    Optional<String> keys = readKeys();
    if (keys.isEmpty()) {
      return KeyDocument.EMPTY;
    }
    return VerificationKeyLoader.readDocument(keys.get(), settings, provider);
  }

  /**
   * Fetches for the start, until the keys can be read.
   *
   * @throws UnusableKeyException when there is none, or one must not be trusted
   */
  KeyDocument fetchFirst() throws IOException, UnusableKeyException {
    KeyDocument first =
        VerificationKeyLoader.fetchWithRetries(this, VerificationKeyLoader.START_TIMEOUT);
    if (first.equals(KeyDocument.EMPTY)) {
      throw new UnusableKeyException("holds no key; " + source.firstKeyAdvice());
    }
    return first;
  }

  private Optional<String> readKeys() throws IOException, UnusableKeyException {
    try {
      return source.readKeys();
    } catch (StoreSettingException e) {
      throw new UnusableKeyException(e.property() + ": " + e.getMessage());
    } catch (RuntimeException | LinkageError e) { // The port's edge; its text may hold anything.
      throw new IOException(SafeMessage.describe(e));
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
