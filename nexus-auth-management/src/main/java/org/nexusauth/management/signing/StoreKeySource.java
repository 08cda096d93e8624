package org.nexusauth.management.signing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jwk.VerificationKeySource;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.ManagementStoreProvider;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettings;

/**
 * Reads the public parts of an issuer's signing keys by a connection of its own, which is opened
 * with the first read. Used by one thread at a time.
 */
final class StoreKeySource implements VerificationKeySource {
  private final ManagementStoreProvider provider;
  private final StoreSettings settings;
  private final String issuer;

  /** Opened by the thread that reads, closed by any. */
  private @Nullable ManagementStore store;

  private boolean closed;

  StoreKeySource(ManagementStoreProvider provider, StoreSettings settings, String issuer) {
    this.provider = provider;
    this.settings = settings;
    this.issuer = issuer;
  }

  @Override
  public Optional<String> readKeys() throws IOException {
    try {
      List<SigningKeyRecord> keys = openStore().read(records -> records.listSigningKeys(issuer));
      if (PublishedKeySet.isAnyPublished(keys)) {
        return Optional.of(PublishedKeySet.toJson(keys));
      }
      return Optional.empty();
    } catch (ManagementException | StatusUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private synchronized ManagementStore openStore() throws IOException {
    if (closed) {
      throw new IOException("the application has ended");
    }
    ManagementStore opened = store;
    if (opened == null) {
      opened = provider.open(settings, false).records();
      store = opened;
    }
    return opened;
  }

  @Override
  public String firstKeyAdvice() {
    return "the records have no signing key for the issuer "
        + issuer
        + "; make the first one with: nexus-auth signing-key prepare, then nexus-auth signing-key"
        + " activate, see docs/signing-keys.md";
  }

  @Override
  public synchronized void close() {
    closed = true;
    ManagementStore opened = store;
    if (opened != null) {
      store = null;
      opened.close();
    }
  }
}
