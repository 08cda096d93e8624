package org.nexusauth.console.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nexusauth.console.access.AccessDecision;
import org.nexusauth.console.access.AccessDecision.Admitted;
import org.nexusauth.console.access.AccessDecision.NotSignedIn;
import org.nexusauth.console.access.AccessDecision.WithoutRole;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.access.SiteCheck;
import org.nexusauth.console.http.ConsoleResponse.NoContent;
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
 * @param routes the table of routes
 * @param access says who calls
 * @param services returns the services, or throws a problem while there are none
 */
public record RouteDispatcher(
    RouteTable routes, ConsoleAccess access, Supplier<ManagementServices> services) {

  /** The path of the API below the console's. */
  public static final List<String> BASE = List.of("api", "v1");

  /**
   * Answers a request.
   *
   * @param path the decoded segments below the path of the API
   */
  public void dispatch(HttpExchange exchange, List<String> path) throws IOException {
    try {
      exchange.writer().write(handle(exchange, path), exchange.apiPath());
    } catch (ProblemException e) {
      exchange.writer().write(e);
    } catch (ManagementException e) {
      exchange.writer().write(ProblemException.from(e));
    } catch (StatusUnavailableException e) {
      exchange
          .writer()
          .write(
              ProblemException.unavailable(
                  "The revocation store cannot be reached. Try again later."));
    }
  }

  private ConsoleResponse handle(HttpExchange exchange, List<String> path) throws IOException {
    HttpServletRequest request = exchange.request();
    RouteMatch match = routes.find(request.getMethod(), path);
    RequestOrganizations candidates = new RequestOrganizations();
    Operator operator = requireOperator(exchange, candidates);
    SiteCheck.findProblem(request)
        .ifPresent(
            problem -> {
              throw ProblemException.of(ProblemType.CROSS_SITE, problem);
            });
    if (match instanceof OtherMethods others) {
      return answerOptions(request, others);
    }
    if (match instanceof Found found) {
      AccessCheck.requireRole(operator, found.route().role());
      if (candidates.areWanted()) {
        candidates.set(listOrganizations(found.parameters()));
        operator = requireOperator(exchange, candidates);
      }
      return found.route().handler().handle(readCall(exchange, found, operator));
    }
    throw ProblemException.of(
        ProblemType.NOT_FOUND,
        "There is nothing at this path. The paths of this API are in openapi.json.");
  }

  private Operator requireOperator(HttpExchange exchange, RequestOrganizations candidates) {
    AccessDecision decision =
        exchange.hasApiKey()
            ? new NotSignedIn(
                "Console realm=\"nexus-console\"",
                "An API key does not open the console. Sign in as a person or a program that"
                    + " manages keys, and send no API key.")
            : access.findOperator(exchange.request(), exchange.response(), candidates);
    if (decision instanceof Admitted admitted) {
      return admitted.operator();
    }
    if (decision instanceof NotSignedIn denied) {
      throw ProblemException.of(ProblemType.NOT_SIGNED_IN, denied.advice())
          .withHeader("WWW-Authenticate", denied.challenge());
    }
    throw ProblemException.of(ProblemType.ROLE_MISSING, ((WithoutRole) decision).advice());
  }

  private Set<String> listOrganizations(Map<String, String> parameters) {
    String one = parameters.get("organization");
    return one == null ? OrganizationIds.listAll(services.get().organizations()) : Set.of(one);
  }

  private static ConsoleResponse answerOptions(HttpServletRequest request, OtherMethods others) {
    String allowed = String.join(", ", others.allowed());
    if (request.getMethod().equals("OPTIONS")) {
      return new NoContent(204, Map.of("Allow", allowed));
    }
    throw ProblemException.of(
            ProblemType.METHOD_NOT_ALLOWED, "This path has the methods " + allowed + ".")
        .withHeader("Allow", allowed);
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
    MemberReader body =
        input.body() ? RequestInput.readBody(request) : new MemberReader(ApiJson.object());
    ChangeContext context =
        new ChangeContext(operator, exchange.requestId(), request.getRemoteAddr(), idempotencyKey);
    return new ConsoleCall(services, context, found.parameters(), query, body, version);
  }
}
