package org.nexusauth.console;

import java.util.LinkedHashSet;
import java.util.Set;
import org.nexusauth.config.PropertyContributor;

/** Contributes the names of this module's properties. */
public final class ConsoleProperties implements PropertyContributor {
  /** For the service loader. */
  public ConsoleProperties() {}

  @Override
  public Set<String> properties() {
    Set<String> names =
        new LinkedHashSet<>(
            Set.of(
                ConsoleSettings.LOGIN,
                ConsoleSettings.ROLE_VIEWER,
                ConsoleSettings.ROLE_OPERATOR,
                ConsoleSettings.ROLE_ADMIN));
    for (MappedServlet servlet : MappedServlet.values()) {
      names.add(servlet.property());
    }
    return Set.copyOf(names);
  }
}
