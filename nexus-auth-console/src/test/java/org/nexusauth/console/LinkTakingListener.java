package org.nexusauth.console;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.atomic.AtomicReference;

/** An application that takes the link to its console while it starts. */
public final class LinkTakingListener implements ServletContextListener {
  private static final AtomicReference<String> TAKEN = new AtomicReference<>("");

  static String takenLink() {
    return TAKEN.get();
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    TAKEN.set(ConsoleLoginLink.takeLink(event.getServletContext()).orElse(""));
  }
}
