package org.nexusauth.console;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.console.page.reveal.ProtectedApi.ExamplePath;
import org.nexusauth.path.PathRules;
import org.nexusauth.web.ApplicationGates;

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

  /** The paths of the rules first: people wrote them for paths that are there. */
  private static List<ExamplePath> listPaths(ServletContext context, PathRules rules) {
    Stream<String> ruled =
        rules.rules().stream()
            .map(rule -> rule.substring(0, rule.lastIndexOf('=')))
            .filter(target -> !target.contains(" ") || target.startsWith("GET "))
            .map(target -> target.substring(target.indexOf(' ') + 1));
    return Stream.concat(ruled, guardedMappings(context).stream())
        .flatMap(pattern -> firstPathOf(pattern).stream())
        .filter(path -> !rules.excludes(path))
        .distinct()
        .map(path -> new ExamplePath(path, rules.requiredPermissions("GET", path)))
        .toList();
  }

  private static List<String> listPermissions(PathRules rules) {
    return rules.rules().stream()
        .flatMap(rule -> Stream.of(rule.substring(rule.lastIndexOf('=') + 1).split("\\+")))
        .distinct()
        .sorted()
        .toList();
  }

  /** What the filter is mapped to; where that is every path, what the servlets are mapped to. */
  private static List<String> guardedMappings(ServletContext context) {
    List<String> guarded =
        context.getFilterRegistrations().values().stream()
            .filter(filter -> FILTER.equals(filter.getClassName()))
            .map(FilterRegistration::getUrlPatternMappings)
            .flatMap(Collection::stream)
            .sorted()
            .toList();
    if (!guarded.contains(ALL)) {
      return guarded;
    }
    List<String> all = new ArrayList<>();
    context.getServletRegistrations().values().stream()
        .filter(servlet -> !isOwn(servlet))
        .map(ServletRegistration::getMappings)
        .flatMap(Collection::stream)
        .sorted()
        .forEach(all::add);
    return all;
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
