package org.nexusauth.contract.wire;

import static org.nexusauth.contract.wire.Shape.KEY;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.http2.Fields;
import org.nexusauth.contract.http2.Http2Answers;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.Server;
import org.nexusauth.contract.wire.Http2Shapes.Http2Shape;

/**
 * One shape over HTTP/2 at one filter, on a connection of its own.
 *
 * @param shape what was sent
 * @param deployment where
 * @param label what became of it, in the page's words
 * @param faults what must not be
 */
record Http2Trial(Http2Shape shape, Deployment deployment, String label, List<String> faults) {

  private static final AtomicInteger IDS = new AtomicInteger();

  static Http2Trial run(Server server, Deployment deployment, Http2Shape shape) throws IOException {
    String id = "h2-" + IDS.incrementAndGet() + "-";
    String context = deployment.contextPath();
    // A request with a genuine key on another stream of the connection lends it to nobody.
    Fields good = Fields.request("GET", context + "/api/x").plain("api-key", KEY);
    String sent = shape.frames().frames(context, id).headers(3, true, good).text();
    String label = label(Http2Answers.to(server.port(), sent, 1, 3).of(1));
    return new Http2Trial(
        shape, deployment, label, faults(shape, label, journal(server, context, id)));
  }

  private static List<String> faults(Http2Shape shape, String label, List<String> journal) {
    boolean ran = journal.stream().anyMatch(line -> line.startsWith("ran /api"));
    long events = journal.stream().filter(line -> line.startsWith("event key_")).count();
    Map<String, Boolean> faults = new LinkedHashMap<>();
    faults.put(
        "a guarded resource ran without a key", shape.bad() && (ran || label.equals("runs")));
    faults.put(
        events + " events of one refusal", label.equals("filter") ? events != 1 : events > 1);
    return faults.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  private static String label(String answer) {
    if (answer.contains("\"code\":\"key_")) {
      return "filter";
    }
    if (answer.startsWith("200 int_test may ")) {
      return "runs";
    }
    if (answer.equals("closed")) {
      return "reset";
    }
    return answer.equals("200 nobody may ") ? "open" : answer.split(" ", 2)[0];
  }

  private static List<String> journal(Server server, String context, String id) throws IOException {
    try (RawHttp http = server.connect()) {
      String request = "GET " + context + "/record?" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      return http.exchange(request).text().lines().toList();
    }
  }

  @Override
  public String toString() {
    return "%s at %s: %s %s".formatted(shape, deployment, label, faults);
  }
}
