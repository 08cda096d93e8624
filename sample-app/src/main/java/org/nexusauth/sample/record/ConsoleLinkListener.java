package org.nexusauth.sample.record;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.nexusauth.console.ConsoleLoginLink;

/**
 * Hands the link by which one person signs in to the launcher, which knows the address and prints
 * it. Of several nodes each has its own. Thread-safe.
 */
public final class ConsoleLinkListener implements ServletContextListener {

  private static final String LINK = "nexus.sample.console.link";

  /** For the container. */
  public ConsoleLinkListener() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ConsoleLoginLink.takeLink(event.getServletContext())
        .ifPresent(link -> System.setProperty(LINK, link));
  }
}
