package org.nexusauth.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.nexusauth.console.access.AccessDecision.Admitted;
import org.nexusauth.console.access.AccessDecision.NotSignedIn;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;

/**
 * The login by a link that is printed at start and opens one session of an admin, on the node that
 * printed it. For samples and for servers without a realm. Thread-safe.
 */
public final class LinkAccess implements ConsoleAccess {
  /** The name of the session's cookie. */
  public static final String COOKIE = "nexus-console";

  /** The challenge of this login. */
  public static final String CHALLENGE = "Link realm=\"nexus-console\"";

  private static final Operator OPERATOR = new Operator("link", Role.ADMIN, Set.of());
  private static final String NOT_SIGNED_IN =
      "Open the link that this application printed when it started. It works once, within 12"
          + " hours, and so long lasts its session; for a new link restart the application.";

  private final OneTimeSession session;

  /** Returns a login without a valid link until {@link #createToken} was called. */
  public LinkAccess(Clock clock) {
    this.session = new OneTimeSession(clock);
  }

  /** Returns the token of a new link; the link before it is no longer valid. */
  public String createToken() {
    return session.createToken();
  }

  /** Opens the session and gives the browser its cookie; returns whether the token is valid. */
  public boolean open(String token, HttpServletRequest request, HttpServletResponse response) {
    Optional<String> id = session.open(token);
    id.ifPresent(value -> ConsoleCookies.add(request, response, COOKIE, value));
    return id.isPresent();
  }

  @Override
  public SignOutResult signOut(HttpServletRequest request, HttpServletResponse response) {
    if (hasSession(request)) {
      session.close();
    }
    ConsoleCookies.remove(request, response, COOKIE);
    return SignOutResult.ENDED;
  }

  @Override
  public AccessDecision findOperator(
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<Set<String>> organizations) {
    return hasSession(request) ? new Admitted(OPERATOR) : new NotSignedIn(CHALLENGE, NOT_SIGNED_IN);
  }

  private boolean hasSession(HttpServletRequest request) {
    return ConsoleCookies.valuesOf(request, COOKIE).anyMatch(session::isOpen);
  }
}
