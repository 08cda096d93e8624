package org.nexusauth.contract.wire;

import static org.nexusauth.contract.wire.Shape.KEY;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.nexusauth.contract.http.HttpConversation;
import org.nexusauth.contract.http.HttpConversation.End;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.http.RawResponse;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.Server;

/**
 * One shape at one filter, and a request with a genuine key behind it on the same connection.
 *
 * @param shape what was sent
 * @param deployment where
 * @param labels what became of each request, in the page's words, without the genuine last one
 * @param faults what must not be
 */
record Trial(Shape shape, Deployment deployment, List<String> labels, List<String> faults) {

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");
  private static final String LAST =
      "GET {ctx}/api/x HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: {id}-last\r\n"
          + "api-key: "
          + KEY
          + "\r\nConnection: close\r\n\r\n";

  static Trial run(Server server, Deployment deployment, Shape shape) {
    String id = "wire" + IDS.incrementAndGet();
    String context = deployment.contextPath();
    String sent = shape.text(context, id) + LAST.replace("{ctx}", context).replace("{id}", id);
    try {
      HttpConversation heard = HttpConversation.hold(server.port(), sent, PATIENCE);
      return judged(shape, deployment, heard, Noted.of(server, context, id));
    } catch (IOException e) {
      return new Trial(shape, deployment, List.of(), List.of("the server does not answer: " + e));
    }
  }

  private static Trial judged(
      Shape shape, Deployment deployment, HttpConversation heard, Noted noted) {
    boolean lastServed = ranGuarded(noted.last()) && isAnswered(heard.answers());
    return new Trial(
        shape, deployment, labels(heard, lastServed), faults(shape, heard, noted, lastServed));
  }

  /** A server may run a request and close before it answers. */
  private static boolean isAnswered(List<RawResponse> answers) {
    return !answers.isEmpty() && label(answers.get(answers.size() - 1)).equals("runs");
  }

  private static List<String> labels(HttpConversation heard, boolean lastServed) {
    List<String> labels = new ArrayList<>(heard.answers().stream().map(Trial::label).toList());
    if (lastServed) {
      labels.remove(labels.size() - 1);
    } else if (heard.end() == End.SILENT) {
      labels.add("silent");
    }
    return labels;
  }

  private static List<String> faults(
      Shape shape, HttpConversation heard, Noted noted, boolean lastServed) {
    long events = noted.all().stream().filter(Trial::isRefusal).count();
    long answers = heard.answers().stream().filter(Trial::isOfFilter).count();
    Map<String, Boolean> faults = new LinkedHashMap<>();
    faults.put("a guarded resource ran without a key", ranGuarded(noted.bad()));
    faults.put("a filter granted what has no key", noted.bad().stream().anyMatch(Trial::isGrant));
    // A server that gives a connection up may keep an answer to itself.
    faults.put(
        events + " events, " + answers + " refusals",
        answers > events || (answers < events && lastServed));
    faults.put(
        "the good key behind it was not served",
        shape.kind() == Shape.Kind.KEPT && !lastServed && keeps(heard));
    return faults.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  private static boolean ranGuarded(List<String> lines) {
    return lines.stream().anyMatch(line -> line.startsWith("ran /api"));
  }

  private static boolean isGrant(String line) {
    return line.startsWith("event granted");
  }

  private static boolean keeps(HttpConversation heard) {
    return heard.answers().stream().allMatch(RawResponse::keepsConnection);
  }

  private static boolean isRefusal(String line) {
    return line.startsWith("event ") && !isGrant(line);
  }

  private static boolean isOfFilter(RawResponse answer) {
    return CODE.matcher(answer.text()).find();
  }

  private static String label(RawResponse answer) {
    if (isOfFilter(answer)) {
      return "filter";
    }
    if (answer.status() == 200 && answer.text().startsWith("int_test may ")) {
      return "runs";
    }
    return answer.text().equals("nobody may ") ? "open" : Integer.toString(answer.status());
  }

  @Override
  public String toString() {
    return "%s at %s: %s %s".formatted(shape, deployment, labels, faults);
  }

  /** What the application noted about the requests of one trial, asked on one connection. */
  private record Noted(List<String> bad, List<String> last, List<String> all) {

    static Noted of(Server server, String context, String id) throws IOException {
      try (RawHttp http = server.connect()) {
        return new Noted(
            lines(http, context, id + "-bad"),
            lines(http, context, id + "-last"),
            lines(http, context, id + "-"));
      }
    }

    private static List<String> lines(RawHttp http, String context, String id) throws IOException {
      String request = "GET " + context + "/record?" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      return http.exchange(request).text().lines().toList();
    }
  }
}
