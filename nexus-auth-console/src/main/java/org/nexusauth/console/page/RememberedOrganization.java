package org.nexusauth.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.nexusauth.console.access.ConsoleCookies;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.json.TextRules;

/**
 * The organization whose pages a browser showed last, in a cookie: the pages of no organization
 * keep its navigation. It says nothing of what the operator may see.
 */
public final class RememberedOrganization {
  private static final String COOKIE = "nexus-console-organization";

  private RememberedOrganization() {}

  /** Returns its id; empty for none. */
  static Optional<String> find(HttpServletRequest request) {
    return ConsoleCookies.valuesOf(request, COOKIE)
        .findFirst()
        .flatMap(RememberedOrganization::decode)
        .filter(TextRules::canBeId);
  }

  /** Makes the browser remember an id, unless it does. */
  static void remember(HttpExchange exchange, String id) {
    if (!find(exchange.request()).equals(Optional.of(id))) {
      ConsoleCookies.add(exchange.request(), exchange.response(), COOKIE, encode(id));
    }
  }

  /** Makes the browser forget it: the next person there need not know of it. */
  public static void forget(HttpExchange exchange) {
    ConsoleCookies.remove(exchange.request(), exchange.response(), COOKIE);
  }

  private static String encode(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Optional<String> decode(String value) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(value);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
