package org.nexusauth.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nexusauth.console.ConsoleClient.Answer;

/** Looks at pages and sends their forms as a browser does: with its cookies and a form's token. */
final class PageSession {
  private static final String CONSOLE = "/app/nexus";
  private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");

  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");

  private static final Pattern DRAWN_ID = Pattern.compile("name=\"drawnId\" value=\"([^\"]+)\"");

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final ConsoleClient client;
  private String page = "";

  private PageSession(ConsoleClient client) {
    this.client = client;
  }

  /** Returns a session of a user. */
  static PageSession open(ConsoleServer server, String user) {
    return new PageSession(server.as(user).with("Sec-Fetch-Site", "same-origin"));
  }

  /** Gets a page, whose token and version later forms have. */
  Answer get(String path) {
    Answer answer = withCookies().send("GET", CONSOLE + path, new byte[0]);
    keep(answer);
    return answer;
  }

  /** Sends the form of the page that came last. */
  Answer submit(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("form_token", find(TOKEN));
    return submitExactly(path, all);
  }

  /** Sends the form of the page that came last, with the version that the page has. */
  Answer submitVersion(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("version", find(VERSION));
    return submit(path, all);
  }

  /** Sends the form of the page that came last, with the id that was drawn for a new record. */
  Answer submitNew(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("drawnId", find(DRAWN_ID));
    return submit(path, all);
  }

  /** Sends the form of the page that came last, with the random text by which it is recognized. */
  Answer submitOnce(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("nonce", find(NONCE));
    return submit(path, all);
  }

  /** Sends certain fields and nothing besides. */
  Answer submitExactly(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    Answer answer =
        withCookies()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", CONSOLE + path, body.getBytes(UTF_8));
    keep(answer);
    return answer;
  }

  private ConsoleClient withCookies() {
    String header =
        cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
            .collect(Collectors.joining("; "));
    return header.isEmpty() ? client : client.with("Cookie", header);
  }

  private void keep(Answer answer) {
    if (!answer.header("Set-Cookie").isEmpty()) {
      for (String cookie : answer.header("Set-Cookie").split("\\|", -1)) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
    }
    if (answer.body().contains("form_token")) {
      page = answer.body();
    }
  }

  private String find(Pattern field) {
    Matcher matcher = field.matcher(page);
    if (!matcher.find()) {
      throw new AssertionError("no " + field + " in: " + page);
    }
    return matcher.group(1);
  }
}
