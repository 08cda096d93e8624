package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.nexusauth.config.GivenProperty;

/**
 * The link by which one person signs in to the console, where {@code nexus.auth.console.login} is
 * {@code link}. An application that knows its own address takes it while it starts, in a context
 * listener for example, and shows it to whom it belongs to; else the console prints its path to
 * standard output. Thread-safe.
 */
public final class ConsoleLoginLink {
  /** The attribute of the application that holds the link until one has taken it. */
  static final String LINK = "org.nexusauth.console.link";

  private ConsoleLoginLink() {}

  /**
   * Takes the link: a path of this server, with its context path and a secret that opens one
   * session.
   *
   * @return empty where people sign in another way, and when it was taken or printed before
   */
  public static Optional<String> takeLink(ServletContext application) {
    if (!(application.getAttribute(LINK) instanceof AtomicReference<?> offered)
        || !(offered.getAndSet(null) instanceof String link)) {
      return Optional.empty();
    }
    return ConsoleInitializer.readConfiguration(application)
        .find(MappedServlet.CONSOLE.property())
        .map(GivenProperty::value)
        .map(path -> application.getContextPath() + path.strip() + '/' + link);
  }
}
