package org.nexusauth.console.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.access.SiteCheck;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.ConsoleResponse.NoContent;
import org.nexusauth.console.http.ConsoleResponse.Redirect;
import org.nexusauth.console.http.Route.BodyKind;
import org.nexusauth.console.http.Route.RouteInput;
import org.nexusauth.console.http.RouteTable.Found;
import org.nexusauth.console.http.RouteTable.OtherMethods;
import org.nexusauth.console.http.RouteTable.RouteMatch;
import org.nexusauth.console.json.ApiJson;
import org.nexusauth.console.json.MemberReader;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * A request's way to its route: who calls, from which site, which route, with which role, with
 * which input. Thread-safe.
 *
 * @param routes the table of routes, of pages and of the API
 * @param access says who calls
 * @param services returns the services, or throws a problem while there are none
 * @param pages writes pages
 */
public record RouteDispatcher(
    RouteTable routes,
    ConsoleAccess access,
    Supplier<ManagementServices> services,
    PageWriter pages) {

  /** The path of the API below the console's. */
  public static final String API = "/api/v1";

  /**
   * Answers a request.
   *
   * @param path the decoded segments below the console's path
   */
  public void dispatch(HttpExchange exchange, List<String> path) throws IOException {
    @Nullable Operator operator = null;
    try {
      RouteMatch match = routes.find(exchange.request().getMethod(), path);
      RequestOrganizations candidates = new RequestOrganizations();
      AccessEnforcer enforcer = new AccessEnforcer(access, pages);
      operator = enforcer.admit(exchange, candidates).orElse(null);
      if (operator == null) {
        return;
      }
      exchange.setOperator(operator);
      requireSameSite(exchange.request());
      if (leavesLogin(exchange)) {
        return;
      }
      if (match instanceof Found found) {
        AccessCheck.requireRole(operator, found.route().role());
        if (candidates.areWanted()) {
          candidates.set(listOrganizations(found.parameters()));
          operator = enforcer.admit(exchange, candidates).orElse(null);
          if (operator == null) {
            return;
          }
        }
        ConsoleCall call = readCall(exchange, found, operator);
        write(exchange, call, found.route().handler().handle(call));
      } else {
        exchange.writer().write(answerUnmatched(exchange, match), "");
      }
    } catch (ProblemException e) {
      writeProblem(exchange, path, operator, e);
    } catch (ManagementException e) {
      writeProblem(exchange, path, operator, ProblemException.from(e));
    } catch (StatusUnavailableException e) {
      String detail = "The revocation store cannot be reached. Try again later.";
      writeProblem(exchange, path, operator, ProblemException.unavailable(detail));
    }
  }

  /** Writes a problem in the form of a path: a page, or the document of the API. */
  public void writeProblem(
      HttpExchange exchange,
      List<String> path,
      @Nullable Operator operator,
      ProblemException problem)
      throws IOException {
    if (exchange.isForApi()) {
      exchange.writer().write(problem);
    } else {
      pages.writeProblem(exchange, operator, problem);
    }
  }

  private void write(HttpExchange exchange, ConsoleCall call, ConsoleResponse answer)
      throws IOException {
    if (answer instanceof Html page) {
      pages.writePage(exchange, call, page);
    } else if (answer instanceof Redirect) {
      exchange.writer().write(answer, exchange.pathToRoot());
    } else {
      exchange.writer().write(answer, exchange.apiPath());
    }
  }

  /** Sends the browser to the same page without what the login has left in its address. */
  private static boolean leavesLogin(HttpExchange exchange) {
    HttpServletRequest request = exchange.request();
    Optional<String> query = LoginQuery.removeLogin(request.getQueryString());
    if (query.isEmpty() || exchange.isForApi() || !request.getMethod().equals("GET")) {
      return false;
    }
    exchange.redirectToQuery(query.get());
    return true;
  }

  private static void requireSameSite(HttpServletRequest request) {
    SiteCheck.findProblem(request)
        .ifPresent(
            problem -> {
              throw ProblemException.of(ProblemType.CROSS_SITE, problem);
            });
  }

  private Set<String> listOrganizations(Map<String, String> parameters) {
    String one = parameters.get("organization");
    return one == null ? OrganizationIds.listAll(services.get().organizations()) : Set.of(one);
  }

  private static ConsoleResponse answerUnmatched(HttpExchange exchange, RouteMatch match) {
    HttpServletRequest request = exchange.request();
    if (!(match instanceof OtherMethods others)) {
      String advice = exchange.isForApi() ? " The paths of the API are in its openapi.json." : "";
      throw ProblemException.of(ProblemType.NOT_FOUND, "There is nothing at this path." + advice);
    }
    String allowed = String.join(", ", others.allowed());
    if (request.getMethod().equals("OPTIONS")) {
      return new NoContent(204, Map.of("Allow", allowed));
    }
    String detail =
        exchange.isForApi()
            ? "This path has the methods " + allowed + "."
            : "This address takes what a form of these pages sends, and cannot be opened by itself:"
                + " it was reloaded, or kept as a bookmark.";
    throw ProblemException.of(ProblemType.METHOD_NOT_ALLOWED, detail).withHeader("Allow", allowed);
  }

  private ConsoleCall readCall(HttpExchange exchange, Found found, Operator operator)
      throws IOException {
    HttpServletRequest request = exchange.request();
    RouteInput input = found.route().input();
    QueryReader query = QueryReader.read(request.getQueryString(), input.query());
    ExpectedVersion version =
        input.version() ? RequestInput.readVersion(request) : ExpectedVersion.ANY;
    String idempotencyKey =
        input.idempotencyKey() ? RequestInput.readIdempotencyKey(request) : null;
    MemberReader body = new MemberReader(ApiJson.object());
    FormReader form = FormReader.empty();
    if (input.body() == BodyKind.JSON) {
      body = RequestInput.readBody(request);
    } else if (input.body() == BodyKind.FORM) {
      form = RequestInput.readForm(request);
      requireFormToken(request, operator, form);
    }
    ChangeContext context =
        new ChangeContext(operator, exchange.requestId(), request.getRemoteAddr(), idempotencyKey);
    return new ConsoleCall(services, context, found.parameters(), query, body, form, version);
  }

  private static void requireFormToken(
      HttpServletRequest request, Operator operator, FormReader form) {
    if (!FormToken.isValid(request, operator.name(), form.readRaw(FormToken.FIELD))) {
      throw ProblemException.of(
          ProblemType.CROSS_SITE,
          "This form is not one of your present session, so nothing was changed. Open its page"
              + " again and repeat what you did; the browser must accept cookies of this address.");
    }
  }
}
