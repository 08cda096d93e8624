package org.nexusauth.browser;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sends requests as they are given: no redirect is followed, and cookies are those of the headers.
 * Thread-safe.
 *
 * @param console the address of the console, which relative paths are below
 * @param headers what each request has
 */
public record ConsoleHttp(String console, Map<String, String> headers) {
  private static final HttpClient CLIENT = createClient();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

  /** The field of the token in forms. */
  public static final String TOKEN_FIELD = "form_token";

  /** The build allows it to send any name of a host. */
  private static HttpClient createClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /** Copies the headers. */
  public ConsoleHttp {
    headers = Map.copyOf(headers);
  }

  /** Returns a client that sends one more header. */
  public ConsoleHttp with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new ConsoleHttp(console, all);
  }

  /** Returns a client that does not send a header. */
  public ConsoleHttp without(String name) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(name);
    return new ConsoleHttp(console, fewer);
  }

  /** Gets a path below the console's, or an address. */
  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** Gets the bytes as they come. */
  public HttpResponse<byte[]> getBytes(String path) {
    try {
      return CLIENT.send(request(path).GET().build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("GET " + path, e);
    }
  }

  /** Sends a form as it is, without a token. */
  public HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Sends the fields of a form with a token of this session. */
  public HttpResponse<String> submit(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put(TOKEN_FIELD, readToken());
    return post(path, encode(all));
  }

  /** Returns a token of forms, from the list of organizations. */
  public String readToken() {
    HttpResponse<String> page = get("organizations");
    Matcher token = TOKEN.matcher(page.body());
    if (!token.find()) {
      throw new AssertionError("no token on the page: " + page.statusCode() + page.body());
    }
    return token.group(1);
  }

  /** Returns fields as the body of a form. */
  public static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Returns a text as it stands in a query or a form. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Returns the cookies that an answer sets, as the value of the header {@code Cookie}. */
  public static String cookiesOf(HttpResponse<?> response) {
    List<String> set = response.headers().allValues("Set-Cookie");
    return set.stream()
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .collect(Collectors.joining("; "));
  }

  private HttpRequest.Builder request(String path) {
    boolean whole = path.startsWith("http:");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(whole ? path : console + path)).timeout(TIMEOUT);
    headers.forEach(request::header);
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    try {
      return CLIENT.send(built, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(built.toString(), e);
    }
  }
}
