package org.nexusauth.cli;

import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.StoreSetup;

/** A store as this program has it; what fails is said in words for a person. */
final class OpenedStore {

  private final RevocationStoreProvider provider;
  private final StoreSettings settings;

  private OpenedStore(RevocationStoreProvider provider, StoreSettings settings) {
    this.provider = provider;
    this.settings = settings;
  }

  static OpenedStore of(StoreOptions options, Console terminal) {
    StoreOptions.Chosen chosen = options.choose(terminal);
    return ServiceLoader.load(RevocationStoreProvider.class, OpenedStore.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(chosen.name()))
        .findFirst()
        .map(provider -> new OpenedStore(provider, chosen.settings()))
        .orElseThrow(
            () -> new IllegalStateException("no store of the kind " + chosen.name() + " in here"));
  }

  /** Something that is done to an open store. */
  interface Work<T> {
    T on(RevocationFeed feed);
  }

  /** Opens the store, which must be there, works with it, and closes it. */
  <T> T open(Work<T> work) {
    return told(
        () -> {
          RevocationFeed feed = openExisting();
          try {
            return work.on(feed);
          } finally {
            close(feed);
          }
        });
  }

  private RevocationFeed openExisting() {
    return provider instanceof StoreSetup setup
        ? setup.openExisting(settings)
        : provider.open(settings);
  }

  private static void close(RevocationFeed feed) {
    if (feed instanceof AutoCloseable one) {
      try {
        one.close();
      } catch (Exception e) { // The store's edge; what was done is done.
        throw CliException.store("the store was not closed: " + e.getClass().getName());
      }
    }
  }

  /** Opens the store to write to it. */
  <T> T write(Function<RevocationWriter, T> work) {
    return open(
        feed -> {
          if (feed instanceof RevocationWriter writer) {
            return work.apply(writer);
          }
          throw CliException.store("this store can only be read");
        });
  }

  /** Sets the store up; returns its generation. */
  String init() {
    return told(() -> setup().init(settings));
  }

  /** Gives the store a new generation, and returns it. */
  String renewGeneration() {
    return told(() -> setup().renewGeneration(settings));
  }

  private StoreSetup setup() {
    if (provider instanceof StoreSetup setup) {
      return setup;
    }
    throw CliException.store("this store needs no setting up");
  }

  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreSettingException e) {
      throw CliException.store(e.getMessage() + " (" + e.property() + ")");
    } catch (StatusUnavailableException e) {
      throw CliException.store("the store does not answer: " + e.getMessage());
    }
  }
}
