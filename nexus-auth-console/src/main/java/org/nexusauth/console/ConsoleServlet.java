package org.nexusauth.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.access.LinkAccess;
import org.nexusauth.console.http.RouteDispatcher;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.console.rest.ApiRoutes;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.management.ManagementServices;

/** Serves the REST API below {@code nexus.auth.console.path}. Thread-safe. */
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient RouteDispatcher api;

  /** Null unless people sign in by a link. */
  private final transient @Nullable LinkLogin link;

  private ConsoleServlet(RouteDispatcher api, @Nullable LinkLogin link) {
    this.api = api;
    this.link = link;
  }

  /**
   * Returns a servlet.
   *
   * @param access the login
   * @param services returns the services, or throws a problem while there are none
   */
  static ConsoleServlet of(ConsoleAccess access, Supplier<ManagementServices> services) {
    LinkLogin link = access instanceof LinkAccess links ? new LinkLogin(links) : null;
    RouteDispatcher api = new RouteDispatcher(ApiRoutes.table(Clock.systemUTC()), access, services);
    return new ConsoleServlet(api, link);
  }

  /** Returns a servlet for an application. */
  static ConsoleServlet create(
      Configuration configuration, jakarta.servlet.ServletContext context) {
    ConsoleServlet servlet =
        of(
            AccessLoader.load(ConsoleSettings.from(configuration)),
            () -> ManagementLookup.requireServices(context));
    if (servlet.link != null) {
      servlet.link.offer(context);
    }
    return servlet;
  }

  @Override
  public void init() {
    if (link != null) {
      link.printUnlessTaken(getServletContext());
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpExchange exchange = HttpExchange.begin(request, response);
    try {
      serve(exchange);
    } catch (RuntimeException e) { // The container's edge: its error page may show the text.
      Log.failed(exchange.requestId(), SafeMessage.describe(e));
      exchange
          .writer()
          .write(
              ProblemException.of(
                  ProblemType.INTERNAL_ERROR,
                  "The application failed. Its log says where, under the request id "
                      + exchange.requestId()
                      + "."));
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    Optional<List<String>> read = exchange.readPath();
    List<String> path = read.orElse(List.of());
    if (link != null && link.answer(exchange, path)) {
      return;
    }
    int base = RouteDispatcher.BASE.size();
    boolean isApi = path.size() > base && path.subList(0, base).equals(RouteDispatcher.BASE);
    api.dispatch(exchange, isApi ? path.subList(base, path.size()) : List.of());
  }
}
