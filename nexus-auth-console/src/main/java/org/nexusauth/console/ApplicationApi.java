package org.nexusauth.console;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.console.page.reveal.ProtectedApi.ExamplePath;
import org.nexusauth.path.PathRules;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.ServletContextAttributes;
import org.nexusauth.web.resource.GuardedResource;
import org.nexusauth.web.resource.GuardedResources;

/** Reads from an application which API its keys guard. */
final class ApplicationApi {
  private static final String FILTER = "org.nexusauth.filter.ApiKeyFilter";
  private static final String ALL = "/*";

  /** The servlets of this project have names and classes that start with it. */
  private static final String OWN = "org.nexusauth.";

  private ApplicationApi() {}

  /** Returns what is known; nothing while the application has no gate, or several. */
  static ProtectedApi read(ServletContext context) {
    List<ApiKeyGate> gates = List.copyOf(ApplicationGates.gatesOf(context));
    if (gates.size() != 1) {
      return ProtectedApi.UNKNOWN;
    }
    TokenSettings token = gates.get(0).settings().token();
    PathRules rules = gates.get(0).settings().paths();
    return new ProtectedApi(headerStart(token), listPaths(context, rules), listPermissions(rules));
  }

  private static String headerStart(TokenSettings token) {
    if (token.expectsBearer()) {
      return token.header() + ": Bearer ";
    }
    return token.header() + ": ";
  }

  private static List<ExamplePath> listPaths(ServletContext context, PathRules rules) {
    Stream<ExamplePath> resources =
        listResources(context).stream()
            .map(one -> example(one.fullPath(), one.permissions(), rules));
    Stream<ExamplePath> others =
        listPatterns(context, rules).stream()
            .flatMap(pattern -> firstPathOf(pattern).stream())
            .sorted(Comparator.comparing(path -> path.endsWith("/")))
            .map(path -> example(path, Set.of(), rules));
    return Stream.concat(resources, others)
        .filter(example -> !rules.excludes(example.path()))
        .distinct()
        .toList();
  }

  private static ExamplePath example(String path, Set<String> permissions, PathRules rules) {
    Set<String> all = new HashSet<>(permissions);
    all.addAll(rules.requiredPermissions("GET", path));
    return new ExamplePath(path, all);
  }

  /** Resources that are known to answer GET, those that need the least of a request first. */
  private static List<GuardedResource> listResources(ServletContext context) {
    Set<String> mappings = new HashSet<>(servletMappings(context));
    return GuardedResources.of(new ServletContextAttributes(context)).list().stream()
        .filter(resource -> mappings.contains(resource.base() + ALL))
        .sorted(
            Comparator.comparingInt(GuardedResource::parameters)
                .thenComparingInt(resource -> resource.fullPath().length())
                .thenComparing(GuardedResource::fullPath))
        .toList();
  }

  /** The paths of the rules first: people wrote them for paths that are there. */
  private static List<String> listPatterns(ServletContext context, PathRules rules) {
    List<String> patterns = new ArrayList<>();
    rules.rules().stream()
        .map(rule -> rule.substring(0, rule.lastIndexOf('=')))
        .filter(target -> !target.contains(" ") || target.startsWith("GET "))
        .map(target -> target.substring(target.indexOf(' ') + 1))
        .forEach(patterns::add);
    List<String> guarded = filterMappings(context);
    servletMappings(context).stream()
        .filter(mapping -> guarded.stream().anyMatch(filter -> covers(filter, mapping)))
        .forEach(patterns::add);
    guarded.stream().filter(mapping -> !mapping.equals(ALL)).forEach(patterns::add);
    return patterns;
  }

  /** Returns whether all requests that a servlet is mapped to pass a filter. */
  private static boolean covers(String filter, String mapping) {
    if (!filter.endsWith(ALL)) {
      return filter.equals(mapping);
    }
    return (mapping + "/").startsWith(filter.substring(0, filter.length() - 1));
  }

  private static List<String> listPermissions(PathRules rules) {
    return rules.rules().stream()
        .flatMap(rule -> Stream.of(rule.substring(rule.lastIndexOf('=') + 1).split("\\+")))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> filterMappings(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .filter(filter -> FILTER.equals(filter.getClassName()))
        .map(FilterRegistration::getUrlPatternMappings)
        .flatMap(Collection::stream)
        .sorted()
        .toList();
  }

  private static List<String> servletMappings(ServletContext context) {
    return context.getServletRegistrations().values().stream()
        .filter(servlet -> !isOwn(servlet))
        .map(ServletRegistration::getMappings)
        .flatMap(Collection::stream)
        .sorted()
        .toList();
  }

  private static boolean isOwn(ServletRegistration servlet) {
    return servlet.getName().startsWith(OWN);
  }

  /** Returns a path that a URL pattern matches; empty for the default servlet and for endings. */
  private static Optional<String> firstPathOf(String pattern) {
    if (!pattern.startsWith("/") || pattern.equals("/")) {
      return Optional.empty();
    }
    if (pattern.endsWith(ALL)) {
      return Optional.of(pattern.substring(0, pattern.length() - 1));
    }
    return Optional.of(pattern);
  }
}
