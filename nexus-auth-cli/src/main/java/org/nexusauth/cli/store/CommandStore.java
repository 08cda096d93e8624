package org.nexusauth.cli.store;

import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.StoreSetup;

/** The store that the options name; its failures become messages for a person. */
public final class CommandStore {

  private final RevocationStoreProvider provider;
  private final StoreSettings settings;

  private CommandStore(RevocationStoreProvider provider, StoreSettings settings) {
    this.provider = provider;
    this.settings = settings;
  }

  /** Returns the store that the options, or else the environment, name. */
  public static CommandStore of(StoreOptions options, Console console) {
    return of(options.chooseStore(console));
  }

  static CommandStore of(StoreOptions.Chosen chosen) {
    return ServiceLoader.load(RevocationStoreProvider.class, CommandStore.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(chosen.name()))
        .findFirst()
        .map(provider -> new CommandStore(provider, chosen.settings()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no store named " + chosen.name() + " on the class path"));
  }

  /** Opens the store, which must be there, works with it, and closes it. */
  public <T> T withFeed(Function<RevocationFeed, T> work) {
    return reportFailures(
        () -> {
          RevocationFeed feed = openExisting();
          try {
            return work.apply(feed);
          } finally {
            closeFeed(feed);
          }
        });
  }

  RevocationFeed openExisting() {
    if (provider instanceof StoreSetup setup) {
      return setup.openExisting(settings);
    }
    return provider.open(settings);
  }

  static void closeFeed(RevocationReader feed) {
    if (feed instanceof AutoCloseable one) {
      try {
        one.close();
      } catch (Exception e) { // The store's edge; what was done is done.
        throw CliException.store("the store could not be closed: " + e.getClass().getName());
      }
    }
  }

  /** Opens the store to write to it. */
  public <T> T withWriter(Function<RevocationWriter, T> work) {
    return withFeed(
        feed -> {
          if (feed instanceof RevocationWriter writer) {
            return work.apply(writer);
          }
          throw CliException.store("this store can only be read");
        });
  }

  /** Sets the store up; returns its generation. */
  public String init() {
    return reportFailures(() -> requireSetup().init(settings));
  }

  /** Gives the store a new generation, and returns it. */
  public String renewGeneration() {
    return reportFailures(() -> requireSetup().renewGeneration(settings));
  }

  private StoreSetup requireSetup() {
    if (provider instanceof StoreSetup setup) {
      return setup;
    }
    throw CliException.store("this store needs no setup");
  }

  static <T> T reportFailures(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreSettingException e) {
      throw CliException.store(e.getMessage() + " (" + e.property() + ")");
    } catch (StatusUnavailableException e) {
      throw CliException.store("the store does not answer: " + e.getMessage());
    }
  }
}
