package org.nexusauth.sample.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a person reads once the sample is up.
 *
 * @param start how long the start took
 * @param folder where the files are
 * @param store what keeps revocations, a line for the list of files
 * @param console how to open the console, a line; empty where there is none
 * @param now the time of day
 */
record Greeting(Duration start, DataFolder folder, String store, String console, Instant now) {

  /** The greeting around the first key; the others are named by their files. */
  String forOneNode(String url, List<DemoKey> keys) {
    DemoKey first = keys.get(0);
    return """
        Nexus sample API on %s          (Payara Micro, up after %s s)
        A key that may %s, valid for %s:
          curl -i %s/api/public/v1/me -H 'api-key: %s'
        %sAll keys are in %s:
        %s
        Try it wrong: with "Bearer " before it, with a space in it, without it. Stop with Ctrl-C.
        """
        .formatted(
            url,
            Math.max(1, start.toSeconds()),
            first.kind().words(),
            timeLeft(first),
            url,
            first.text(),
            console,
            folder.path(),
            files(keys));
  }

  /** The greeting where the demo keys are not accepted, since the operator set other keys. */
  String withoutKeys(List<String> urls, String code, List<String> settings) {
    return """
        Nexus sample API on %s          (Payara Micro, up after %s s)
        The demo keys in %s are not accepted (%s): %s. Call it with a key of your own:
          curl -i %s/api/public/v1/me -H "api-key: $KEY"
        %s%s
        Stop with Ctrl-C.
        """
        .formatted(
            String.join(" and ", urls),
            Math.max(1, start.toSeconds()),
            folder.path(),
            code,
            causeOf(settings),
            urls.get(0),
            console,
            store.strip());
  }

  /** The greeting of several nodes: what shows that a revoked key is denied by all of them. */
  String forNodes(List<Node> nodes, List<DemoKey> keys) {
    DemoKey first = keys.get(0);
    DemoKey admin =
        keys.stream().filter(key -> key.kind() == DemoKey.Kind.ADMIN).findAny().orElseThrow();
    return """
        Nexus sample API on %s nodes with one store          (Payara Micro, up after %s s)
        %s
        A key that may %s, valid for %s, on each of them:
        %s
        Revoke it on node 1 with a key that has the permission admin, then try it on both nodes again:
          curl -i %s/api/admin/keys/revoke -H 'api-key: %s' -H 'Content-Type: application/json' -d '{"key":"%s","reason":"leaked"}'
        All keys are in %s:
        %s
        End one node by kill -9 and its process number: the other goes on. Stop with Ctrl-C.
        """
        .formatted(
            nodes.size(),
            Math.max(1, start.toSeconds()),
            lines(
                nodes,
                node ->
                    "  node %s  %s  process %s"
                        .formatted(node.number(), node.address().url(), node.process().pid())),
            first.kind().words(),
            timeLeft(first),
            lines(
                nodes,
                node ->
                    "  curl -i %s/api/public/v1/me -H 'api-key: %s'"
                        .formatted(node.address().url(), first.text())),
            nodes.get(0).address().url(),
            admin.text(),
            first.text(),
            folder.path(),
            files(keys));
  }

  private static String lines(List<Node> nodes, Function<Node, String> line) {
    return nodes.stream().map(line).collect(Collectors.joining("\n"));
  }

  private String files(List<DemoKey> keys) {
    return keys.stream().map(Greeting::keyLine).collect(Collectors.joining("\n")) + "\n" + store;
  }

  private static String keyLine(DemoKey key) {
    String words = key.kind().words();
    if (key.renewed()) {
      words += " (replaced: the former one was no longer valid)";
    }
    return fileLine(key.kind().file(), words);
  }

  private static String causeOf(List<String> settings) {
    if (settings.isEmpty()) {
      return "see the log";
    }
    return "your " + String.join(", ", settings) + " applies";
  }

  /** A line of the list of files. */
  static String fileLine(String file, String words) {
    return "  %-22s %s".formatted(file, words);
  }

  /**
   * A line that says how to open the console.
   *
   * @param url the address of the server
   * @param link the path that signs in once
   */
  static String consoleLine(String url, String link) {
    String path = link.substring(0, link.lastIndexOf('/'));
    return "Console: %s%s  (sign in once with %s%s)\n".formatted(url, path, url, link);
  }

  private String timeLeft(DemoKey key) {
    long days = Duration.between(now, key.expiresAt()).plusHours(12).toDays();
    if (days > 1) {
      return days + " days";
    }
    return "less than two days";
  }
}
