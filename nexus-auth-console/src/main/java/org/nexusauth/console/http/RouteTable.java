package org.nexusauth.console.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All routes. Immutable.
 *
 * @param routes the routes
 */
public record RouteTable(List<Route> routes) {

  /** Copies the routes. */
  public RouteTable {
    routes = List.copyOf(routes);
  }

  /** Returns this table with the routes of another one, each below a path. */
  public RouteTable withBelow(String base, RouteTable other) {
    List<Route> all = new ArrayList<>(routes);
    other.routes.forEach(route -> all.add(route.below(base)));
    return new RouteTable(all);
  }

  /** What a path leads to. */
  sealed interface RouteMatch {
    /** Returns the path's parameters. */
    Map<String, String> parameters();
  }

  /**
   * A route.
   *
   * @param route the route
   * @param parameters the parameters of its path
   */
  record Found(Route route, Map<String, String> parameters) implements RouteMatch {}

  /**
   * The path exists, without this method.
   *
   * @param allowed the methods that it has
   * @param parameters the parameters of the path
   */
  record OtherMethods(Set<String> allowed, Map<String, String> parameters) implements RouteMatch {}

  /** There is nothing at this path. */
  record NoRoute() implements RouteMatch {
    @Override
    public Map<String, String> parameters() {
      return Map.of();
    }
  }

  /** Finds the route of a request; {@code HEAD} is that of {@code GET}. */
  RouteMatch find(String method, List<String> path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    List<Found> matching = findAt(path);
    if (matching.isEmpty()) {
      return new NoRoute();
    }
    Optional<Found> found =
        matching.stream().filter(match -> match.route().method().equals(wanted)).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    return new OtherMethods(listMethods(matching), matching.get(0).parameters());
  }

  /** Where a fixed segment and a parameter match, the fixed one counts. */
  private List<Found> findAt(List<String> path) {
    List<Found> matching =
        routes.stream()
            .flatMap(
                route -> route.path().match(path).stream().map(values -> new Found(route, values)))
            .toList();
    int best = matching.stream().mapToInt(RouteTable::rank).max().orElse(0);
    return matching.stream().filter(match -> rank(match) == best).toList();
  }

  private static int rank(Found match) {
    return match.route().path().fixedSegments();
  }

  private static Set<String> listMethods(List<Found> matching) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    for (Found match : matching) {
      methods.add(match.route().method());
      if (match.route().method().equals("GET")) {
        methods.add("HEAD");
      }
    }
    return methods;
  }
}
