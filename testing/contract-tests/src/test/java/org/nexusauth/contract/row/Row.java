package org.nexusauth.contract.row;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.ServerKind;

/**
 * One request and what must become of it at every filter of every server, with the differences.
 *
 * @param name which row of the table of attacks, and in what form
 * @param request the request as it goes over the wire, with {@code {ctx}} for the context's path
 *     and {@code {id}} for the request's id
 * @param expected what becomes of it where nothing else is said
 * @param differences where something else is said, the last one that fits counts
 */
record Row(String name, String request, ExpectedOutcome expected, List<Difference> differences) {

  /** Something else that becomes of a request, in some places. */
  record Difference(BiPredicate<ServerKind, Deployment> where, ExpectedOutcome outcome) {}

  static Row get(String name, String path, ExpectedOutcome expected, String... headers) {
    return of(name, "GET {ctx}" + path, expected, headers);
  }

  static Row of(String name, String start, ExpectedOutcome expected, String... headers) {
    StringBuilder request = new StringBuilder(start + " HTTP/1.1\r\nHost: localhost\r\n");
    request.append("X-Request-ID: {id}\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return new Row(name, request.append("\r\n").toString(), expected, List.of());
  }

  Row body(String body) {
    return new Row(name, request + body, expected, differences);
  }

  Row but(ExpectedOutcome outcome, ServerKind... on) {
    return but(outcome, (kind, deployment) -> List.of(on).contains(kind));
  }

  Row but(ExpectedOutcome outcome, Deployment... at) {
    return but(outcome, (kind, deployment) -> List.of(at).contains(deployment));
  }

  Row but(ExpectedOutcome outcome, BiPredicate<ServerKind, Deployment> where) {
    List<Difference> more = new ArrayList<>(differences);
    more.add(new Difference(where, outcome));
    return new Row(name, request, expected, more);
  }

  ExpectedOutcome outcome(ServerKind kind, Deployment deployment) {
    ExpectedOutcome outcome = expected;
    for (Difference difference : differences) {
      outcome = difference.where().test(kind, deployment) ? difference.outcome() : outcome;
    }
    return outcome;
  }

  String request(String context, String id) {
    return request.replace("{ctx}", context).replace("{id}", id);
  }

  boolean isToHead() {
    return request.startsWith("HEAD ");
  }

  @Override
  public String toString() {
    return name;
  }
}
