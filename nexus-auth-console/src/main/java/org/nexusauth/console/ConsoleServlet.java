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
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.http.RouteDispatcher;
import org.nexusauth.console.http.RouteTable;
import org.nexusauth.console.page.Assets;
import org.nexusauth.console.page.PageRenderer;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.console.rest.ApiRoutes;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.management.ManagementServices;

/** Serves the pages and the REST API below {@code nexus.auth.console.path}. Thread-safe. */
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient RouteDispatcher dispatcher;
  private final transient Assets assets;

  /** Null unless people sign in by a link. */
  private final transient @Nullable LinkLogin link;

  private ConsoleServlet(RouteDispatcher dispatcher, Assets assets, @Nullable LinkLogin link) {
    this.dispatcher = dispatcher;
    this.assets = assets;
    this.link = link;
  }

  /**
   * Returns a servlet.
   *
   * @param access the login
   * @param services returns the services, or throws a problem while there are none
   */
  static ConsoleServlet of(ConsoleAccess access, Supplier<ManagementServices> services) {
    return of(access, services, () -> ProtectedApi.UNKNOWN);
  }

  /**
   * Returns a servlet.
   *
   * @param access the login
   * @param services returns the services, or throws a problem while there are none
   * @param api returns what is known of the API that keys guard
   */
  static ConsoleServlet of(
      ConsoleAccess access, Supplier<ManagementServices> services, Supplier<ProtectedApi> api) {
    LinkLogin link = access instanceof LinkAccess links ? new LinkLogin(links) : null;
    Clock clock = Clock.systemUTC();
    Assets assets = Assets.load();
    RouteTable routes =
        PageRoutes.table(clock, api).withBelow(RouteDispatcher.API, ApiRoutes.table(clock));
    PageRenderer pages = new PageRenderer(assets, Optional::empty, clock);
    return new ConsoleServlet(new RouteDispatcher(routes, access, services, pages), assets, link);
  }

  /** Returns a servlet for an application. */
  static ConsoleServlet create(
      Configuration configuration, jakarta.servlet.ServletContext context) {
    ConsoleServlet servlet =
        of(
            AccessLoader.load(ConsoleSettings.from(configuration)),
            () -> ManagementLookup.requireServices(context),
            () -> ApplicationApi.read(context));
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
    // A path that cannot be decoded leads to nothing.
    List<String> path = exchange.readPath().orElse(List.of());
    try {
      serve(exchange, path);
    } catch (RuntimeException e) { // The container's edge: its error page may show the text.
      Log.failed(exchange.requestId(), SafeMessage.describe(e));
      ProblemException problem =
          ProblemException.of(
              ProblemType.INTERNAL_ERROR,
              "The application failed. Its log says where, under the request id "
                  + exchange.requestId()
                  + ".");
      dispatcher.writeProblem(exchange, path, null, problem);
    }
  }

  private void serve(HttpExchange exchange, List<String> path) throws IOException {
    if (exchange.isMappingItself()) {
      exchange.redirectToRoot();
    } else if (!assets.answer(exchange, path) && !(link != null && link.answer(exchange, path))) {
      dispatcher.dispatch(exchange, path);
    }
  }
}
