package org.nexusauth.contract.app;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How both kinds of resources describe their caller. */
final class Caller {

  private Caller() {}

  static String describe(String name, Predicate<String> hasRole) {
    String roles =
        Stream.of("read", "write", "admin").filter(hasRole).collect(Collectors.joining(","));
    return (name == null ? "nobody" : name) + " may " + roles;
  }
}
