package org.nexusauth.console.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Cookies that only the console sees: no script, no other path, no request from another site, and
 * nothing without TLS where the request has it.
 */
public final class ConsoleCookies {
  private ConsoleCookies() {}

  /** Returns a cookie that lasts until the browser ends. */
  public static Cookie create(HttpServletRequest request, String name, String value) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath(request.getContextPath() + request.getServletPath());
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Strict");
    return cookie;
  }

  /** Returns what removes a cookie. */
  public static Cookie remove(HttpServletRequest request, String name) {
    Cookie cookie = create(request, name, "");
    cookie.setMaxAge(0);
    return cookie;
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
