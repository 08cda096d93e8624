package org.nexusauth.console.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nexusauth.management.access.Role;

/**
 * A line of the table of routes.
 *
 * @param method the HTTP method
 * @param path the path below the console's, or, of a route of the API, below {@code /api/v1}
 * @param role the lowest role that may call it
 * @param input what it reads besides its path
 * @param handler what runs
 */
public record Route(
    String method, PathTemplate path, Role role, RouteInput input, RouteHandler handler) {
  /** The query parameter that names what has just been done, for the page that follows a form. */
  public static final String NOTICE = "notice";

  /** What runs for a route. */
  @FunctionalInterface
  public interface RouteHandler {
    /**
     * Handles a call.
     *
     * @throws org.nexusauth.console.problem.ProblemException when the call is wrong
     * @throws org.nexusauth.management.problem.ManagementException when a service does not do it
     */
    ConsoleResponse handle(ConsoleCall call);
  }

  /**
   * What a route reads besides its path.
   *
   * @param query the names of its query parameters
   * @param body what its body is
   * @param version whether it changes a record and needs {@code If-Match}
   * @param idempotencyKey whether it takes {@code Idempotency-Key}
   */
  public record RouteInput(
      Set<String> query, BodyKind body, boolean version, boolean idempotencyKey) {
    static final RouteInput NONE = new RouteInput(Set.of(), BodyKind.NONE, false, false);

    /** Copies the names. */
    public RouteInput {
      query = Set.copyOf(query);
    }

    private RouteInput withNames(List<String> names) {
      Set<String> all = new LinkedHashSet<>(query);
      all.addAll(names);
      return new RouteInput(all, body, version, idempotencyKey);
    }
  }

  /** What the body of a request is. */
  public enum BodyKind {
    /** There is none. */
    NONE,
    /** A JSON object. */
    JSON,
    /** The fields of an HTML form, with its token. */
    FORM
  }

  /** Returns a route that reads. */
  public static Route get(String path, Role role, RouteHandler handler) {
    return new Route("GET", new PathTemplate(path), role, RouteInput.NONE, handler);
  }

  /** Returns a route that creates or acts, with a JSON body. */
  public static Route post(String path, Role role, RouteHandler handler) {
    return new Route("POST", new PathTemplate(path), role, bodyInput(), handler);
  }

  /** Returns a route that changes members of a record, with a JSON body. */
  public static Route patch(String path, Role role, RouteHandler handler) {
    return new Route("PATCH", new PathTemplate(path), role, bodyInput(), handler).requireVersion();
  }

  /** Returns a route that shows a page. */
  public static Route page(String path, Role role, RouteHandler handler) {
    return get(path, role, handler).withQuery(NOTICE);
  }

  /** Returns a route that takes the form of a page. */
  public static Route form(String path, Role role, RouteHandler handler) {
    RouteInput input = new RouteInput(Set.of(), BodyKind.FORM, false, false);
    return new Route("POST", new PathTemplate(path), role, input, handler);
  }

  /** Returns a route that ends something. */
  public static Route delete(String path, Role role, RouteHandler handler) {
    return new Route("DELETE", new PathTemplate(path), role, RouteInput.NONE, handler);
  }

  private static RouteInput bodyInput() {
    return new RouteInput(Set.of(), BodyKind.JSON, false, false);
  }

  /** Returns this route with query parameters. */
  public Route withQuery(String... names) {
    return withInput(input.withNames(List.of(names)));
  }

  /** Returns this route as one of a list that is read in parts. */
  public Route inPages() {
    return withQuery(QueryReader.LIMIT, QueryReader.CURSOR);
  }

  /** Returns this route as one that changes a record of a version. */
  public Route requireVersion() {
    return withInput(new RouteInput(input.query(), input.body(), true, input.idempotencyKey()));
  }

  /** Returns this route as one that must not be carried out twice. */
  public Route takeIdempotencyKey() {
    return withInput(new RouteInput(input.query(), input.body(), input.version(), true));
  }

  /** Returns this route with a path before its own. */
  Route below(String base) {
    return new Route(method, new PathTemplate(base + path.text()), role, input, handler);
  }

  private Route withInput(RouteInput changed) {
    return new Route(method, path, role, changed, handler);
  }
}
