package org.nexusauth.console;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.access.ContainerAccess;
import org.nexusauth.console.access.LinkAccess;

/** Chooses the login: the application's own, else the one that is set. */
final class AccessLoader {
  private AccessLoader() {}

  /**
   * Returns the login.
   *
   * @throws ConfigurationException when the application has several, or one that cannot be loaded
   */
  static ConsoleAccess load(ConsoleSettings settings) {
    List<ConsoleAccess> own = loadOwn();
    if (own.size() > 1) {
      throw new ConfigurationException(
          "META-INF/services/%s names several classes; the console needs to know the one login:"
                  .formatted(ConsoleAccess.class.getName())
              + " leave one");
    }
    if (!own.isEmpty()) {
      return own.get(0);
    }
    return switch (settings.login()) {
      case CONTAINER -> new ContainerAccess(settings.roles());
      case LINK -> new LinkAccess(Clock.systemUTC());
    };
  }

  private static List<ConsoleAccess> loadOwn() {
    ClassLoader loader =
        Objects.requireNonNullElse(
            Thread.currentThread().getContextClassLoader(), AccessLoader.class.getClassLoader());
    try {
      return ServiceLoader.load(ConsoleAccess.class, loader).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a ConsoleAccess in META-INF/services cannot be loaded; correct the entry or the class"
              + " path: "
              + e.getMessage());
    }
  }
}
