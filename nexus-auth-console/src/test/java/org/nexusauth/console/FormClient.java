package org.nexusauth.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nexusauth.console.ConsoleClient.Answer;

/** Opens pages and sends their forms as a browser does: with the token and the cookie of a page. */
record FormClient(ConsoleClient client, String token) {
  private static final String CONSOLE = "/app/nexus/";
  private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

  /** Opens a page to get a token and its cookie. */
  static FormClient of(ConsoleClient signedIn) {
    Answer page = open(signedIn, "check");
    Matcher found = TOKEN.matcher(page.body());
    if (!found.find()) {
      throw new AssertionError("a page without a form: " + page.status());
    }
    String cookie = page.header("Set-Cookie").split(";", 2)[0];
    return new FormClient(
        signedIn.with("Cookie", cookie).with("Sec-Fetch-Site", "same-origin"), found.group(1));
  }

  private static Answer open(ConsoleClient client, String path) {
    return client.send("GET", CONSOLE + path, new byte[0]);
  }

  Answer open(String path) {
    return open(client, path);
  }

  /** Returns the value of a hidden field of a page. */
  static String hidden(Answer page, String name) {
    Matcher field =
        Pattern.compile("name=\"%s\" value=\"([^\"]*)\"".formatted(name)).matcher(page.body());
    if (!field.find()) {
      throw new AssertionError("no hidden field " + name + " in " + page.body());
    }
    return field.group(1);
  }

  /** Sends a form: the names and values of its fields. */
  Answer submit(String path, String... fields) {
    return post(path, "form_token=" + token + encode(fields));
  }

  Answer post(String path, String body) {
    return client
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", CONSOLE + path, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String... fields) {
    String[] pairs = new String[fields.length / 2];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = '&' + fields[2 * i] + '=' + encode(fields[2 * i + 1]);
    }
    return Arrays.stream(pairs).collect(Collectors.joining());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
