package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import java.util.concurrent.atomic.AtomicReference;
import org.nexusauth.console.access.LinkAccess;
import org.nexusauth.console.page.login.LoginPages;

/** Offers the link that signs in once to the application, else prints it. */
final class LinkOffer {
  private LinkOffer() {}

  /** Makes the link, which the application may take before the console starts. */
  static void offer(ServletContext context, LinkAccess access) {
    context.setAttribute(
        ConsoleLoginLink.LINK,
        new AtomicReference<>(LoginPages.SIGN_IN + "?token=" + access.createToken()));
  }

  /**
   * Prints the link, unless the application has taken it. It goes to standard output and not to the
   * log: it is good once, and logs are kept.
   */
  @SuppressWarnings("SystemOut")
  static void printUnlessTaken(ServletContext context) {
    ConsoleLoginLink.takeLink(context)
        .ifPresent(
            path ->
                System.out.println(
                    "Console: to sign in once, open this path of this server: " + path));
  }
}
