package org.nexusauth.console;

import java.util.Optional;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.console.access.ConsoleRoles;

/**
 * The settings of the console, its path aside.
 *
 * @param login how people sign in
 * @param roles the names of the container's roles
 */
record ConsoleSettings(Login login, ConsoleRoles roles) {
  static final String LOGIN = "nexus.auth.console.login";
  static final String ROLE_VIEWER = "nexus.auth.console.role.viewer";
  static final String ROLE_OPERATOR = "nexus.auth.console.role.operator";
  static final String ROLE_ADMIN = "nexus.auth.console.role.admin";

  private static final int MAX_ROLE = 200;

  /** How people sign in. */
  enum Login {
    /** As the application's container says. */
    CONTAINER,
    /** By a link that is printed at start. */
    LINK
  }

  /**
   * Reads them.
   *
   * @throws ConfigurationException for the first that is wrong
   */
  static ConsoleSettings from(Configuration configuration) {
    ConsoleRoles standard = ConsoleRoles.STANDARD;
    return new ConsoleSettings(
        configuration.find(LOGIN).map(ConsoleSettings::parseLogin).orElse(Login.CONTAINER),
        new ConsoleRoles(
            readRole(configuration, ROLE_VIEWER).orElse(standard.viewer()),
            readRole(configuration, ROLE_OPERATOR).orElse(standard.operator()),
            readRole(configuration, ROLE_ADMIN).orElse(standard.admin())));
  }

  private static Login parseLogin(GivenProperty given) {
    return switch (given.value().strip()) {
      case "container" -> Login.CONTAINER;
      case "link" -> Login.LINK;
      default -> throw ConfigurationException.of(given, "expected container or link");
    };
  }

  private static Optional<String> readRole(Configuration configuration, String name) {
    return configuration.find(name).map(ConsoleSettings::parseRole);
  }

  /** In the container's terms * and ** mean any user: no role is given by them. */
  private static String parseRole(GivenProperty given) {
    String role = given.value().strip();
    if (role.isEmpty()
        || role.length() > MAX_ROLE
        || role.contains("*")
        || role.chars().anyMatch(Character::isISOControl)) {
      throw ConfigurationException.of(
          given, "expected the name of one role of the container, for example nexus-admin");
    }
    return role;
  }
}
