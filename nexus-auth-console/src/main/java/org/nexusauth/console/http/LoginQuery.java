package org.nexusauth.console.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenID Connect login leaves in the address of the page that it returns to: some servers
 * append the parameters of their callback (OpenID Connect Core 1.0 §3.1.2.5).
 */
final class LoginQuery {
  private static final String CODE = "code";
  private static final String STATE = "state";
  private static final Set<String> NAMES = Set.of(CODE, STATE, "session_state", "iss");

  private LoginQuery() {}

  /** Returns a query without these parameters; empty if it has no code together with a state. */
  static Optional<String> removeLogin(@Nullable String query) {
    if (query == null) {
      return Optional.empty();
    }
    Set<String> names =
        Arrays.stream(query.split("&")).map(LoginQuery::nameOf).collect(Collectors.toSet());
    if (!names.contains(CODE) || !names.contains(STATE)) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(query.split("&"))
            .filter(parameter -> !NAMES.contains(nameOf(parameter)))
            .collect(Collectors.joining("&")));
  }

  private static String nameOf(String parameter) {
    return parameter.split("=", 2)[0];
  }
}
