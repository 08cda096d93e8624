package org.nexusauth.console.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Cookies that only the console sees: no script, no other path, no request from another site, and
 * nothing without TLS where the request has it.
 */
public final class ConsoleCookies {
  private static final String HEADER = "Set-Cookie";

  private ConsoleCookies() {}

  /**
   * Gives the browser a cookie that lasts until it ends. It is written as a header (RFC 6265 §4.1):
   * some servers leave out SameSite of the cookies that they write.
   *
   * @param value letters, digits, hyphens and underscores
   */
  public static void add(
      HttpServletRequest request, HttpServletResponse response, String name, String value) {
    response.addHeader(HEADER, format(request, name, value));
  }

  /** Removes a cookie from the browser. */
  public static void remove(HttpServletRequest request, HttpServletResponse response, String name) {
    response.addHeader(
        HEADER, format(request, name, "") + "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
  }

  private static String format(HttpServletRequest request, String name, String value) {
    String path = request.getContextPath() + request.getServletPath();
    String secure = request.isSecure() ? "; Secure" : "";
    return name + '=' + value + "; Path=" + path + secure + "; HttpOnly; SameSite=Strict";
  }

  /** Returns the values of a request's cookies of a name. */
  public static Stream<String> valuesOf(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Stream.empty();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue);
  }
}
