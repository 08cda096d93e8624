package org.nexusauth.console;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.limit.KeyLimitReader;
import org.nexusauth.console.page.NodeState;
import org.nexusauth.console.page.reveal.ProtectedApi;

/** The table of all pages and forms, for tests that go through it. */
public final class ConsolePages {
  private ConsolePages() {}

  /** Returns it. */
  public static List<Route> list() {
    NodeState node = new NodeState(Set::of);
    KeyLimitReader limits = new KeyLimitReader(Set::of);
    return PageRoutes.table(Clock.systemUTC(), () -> ProtectedApi.UNKNOWN, node, limits).routes();
  }

  /** Returns the forms. */
  public static List<Route> forms() {
    return list().stream().filter(route -> route.method().equals("POST")).toList();
  }
}
