package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.nexusauth.config.Configuration;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.access.LinkAccess;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.http.RouteDispatcher;
import org.nexusauth.console.http.RouteTable;
import org.nexusauth.console.limit.KeyLimitReader;
import org.nexusauth.console.page.Assets;
import org.nexusauth.console.page.NodeState;
import org.nexusauth.console.page.PageRenderer;
import org.nexusauth.console.page.login.LoginPages;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.console.rest.ApiRoutes;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.web.ApplicationGates;

/** Serves the pages and the REST API below {@code nexus.auth.console.path}. Thread-safe. */
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient RouteDispatcher dispatcher;
  private final transient Assets assets;

  private final transient LoginPages login;

  private ConsoleServlet(RouteDispatcher dispatcher, Assets assets) {
    this.dispatcher = dispatcher;
    this.assets = assets;
    this.login = new LoginPages(dispatcher.access(), dispatcher.pages());
  }

  /**
   * Returns a servlet whose pages show the records alone.
   *
   * @param access the login
   * @param services returns the services, or throws a problem while there are none
   */
  static ConsoleServlet of(ConsoleAccess access, Supplier<ManagementServices> services) {
    return of(access, services, PageSources.NONE);
  }

  /**
   * Returns a servlet.
   *
   * @param access the login
   * @param services returns the services, or throws a problem while there are none
   * @param sources what the pages show besides
   */
  static ConsoleServlet of(
      ConsoleAccess access, Supplier<ManagementServices> services, PageSources sources) {
    Clock clock = Clock.systemUTC();
    Assets assets = Assets.load();
    NodeState node = new NodeState(sources.gates());
    KeyLimitReader limits = new KeyLimitReader(sources.gates());
    RouteTable routes =
        PageRoutes.table(clock, sources.api(), node, limits)
            .withBelow(RouteDispatcher.API, ApiRoutes.table(clock, limits));
    PageRenderer pages = new PageRenderer(assets, node::describeProblem, clock);
    return new ConsoleServlet(new RouteDispatcher(routes, access, services, pages), assets);
  }

  /** Returns a servlet for an application. */
  static ConsoleServlet create(Configuration configuration, ServletContext context) {
    ConsoleAccess access = AccessLoader.load(ConsoleSettings.from(configuration));
    if (access instanceof LinkAccess links) {
      LinkOffer.offer(context, links);
    }
    return of(
        access,
        () -> ManagementLookup.requireServices(context),
        new PageSources(
            () -> ApplicationApi.read(context), () -> ApplicationGates.gatesOf(context)));
  }

  @Override
  public void init() {
    LinkOffer.printUnlessTaken(getServletContext());
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
      dispatcher.writeProblem(exchange, path, exchange.findOperator().orElse(null), problem);
    }
  }

  private void serve(HttpExchange exchange, List<String> path) throws IOException {
    if (exchange.isMappingItself()) {
      exchange.redirectToRoot();
    } else if (!assets.answer(exchange, path) && !login.answer(exchange, path)) {
      dispatcher.dispatch(exchange, path);
    }
  }
}
