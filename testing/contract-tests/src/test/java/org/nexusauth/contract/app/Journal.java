package org.nexusauth.contract.app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened in this application, by request id: which resources ran and what was decided. */
final class Journal {

  // One application, one class loader, one record: a listener that a service loader makes and a
  // resource that a container makes have nothing else in common.
  private static final Map<String, List<String>> LINES = new ConcurrentHashMap<>();

  private Journal() {}

  static void add(String requestId, String line) {
    LINES.computeIfAbsent(requestId, id -> new CopyOnWriteArrayList<>()).add(line);
  }

  /** Everything about the requests whose id starts so, a line each. */
  static String of(String requestId) {
    StringBuilder lines = new StringBuilder();
    LINES.forEach(
        (id, known) -> {
          if (id.startsWith(requestId)) {
            known.forEach(line -> lines.append(line).append('\n'));
          }
        });
    return lines.toString();
  }
}
