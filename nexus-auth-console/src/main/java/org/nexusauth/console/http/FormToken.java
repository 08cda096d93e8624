package org.nexusauth.console.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.access.ConsoleCookies;

/**
 * The token of forms, against changes that another site makes a browser send: an HMAC of the
 * operator's name under a random secret that only this browser has, in a cookie. It needs nothing
 * on the server, so each node accepts the forms of every other one. In each answer it is masked
 * with other random bytes: compressed pages of different lengths do not tell it.
 */
public final class FormToken {
  /** The name of the cookie. */
  public static final String COOKIE = "nexus-console-form";

  /** The name of the form's field. */
  public static final String FIELD = "form_token";

  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final byte[] mac;

  private FormToken(byte[] mac) {
    this.mac = mac;
  }

  /** Returns the token of an operator; gives the browser a secret if it has none. */
  static FormToken issue(HttpExchange exchange, String operator) {
    String secret = findSecret(exchange.request());
    if (secret == null) {
      secret = renew(exchange);
    }
    return new FormToken(computeMac(secret, operator));
  }

  /** Gives the browser another secret, and returns it. */
  static String renew(HttpExchange exchange) {
    String secret = randomText();
    ConsoleCookies.add(exchange.request(), exchange.response(), COOKIE, secret);
    return secret;
  }

  /** Returns whether a form has the token of the operator in this browser. */
  static boolean isValid(HttpServletRequest request, String operator, String token) {
    String secret = findSecret(request);
    Optional<byte[]> mac = unmask(token);
    return secret != null
        && mac.isPresent()
        && MessageDigest.isEqual(mac.get(), computeMac(secret, operator));
  }

  /** Returns the text for a form, another one each time. */
  public String mask() {
    byte[] text = new byte[2 * mac.length];
    byte[] pad = new byte[mac.length];
    RANDOM.nextBytes(pad);
    for (int i = 0; i < mac.length; i++) {
      text[i] = pad[i];
      text[mac.length + i] = (byte) (pad[i] ^ mac[i]);
    }
    return ENCODER.encodeToString(text);
  }

  private static Optional<byte[]> unmask(String token) {
    byte[] text;
    try {
      text = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int half = text.length / 2;
    byte[] mac = new byte[half];
    for (int i = 0; i < half; i++) {
      mac[i] = (byte) (text[i] ^ text[half + i]);
    }
    return Optional.of(mac);
  }

  private static @Nullable String findSecret(HttpServletRequest request) {
    return ConsoleCookies.valuesOf(request, COOKIE)
        .filter(value -> value.length() >= SECRET_BYTES)
        .findFirst()
        .orElse(null);
  }

  private static String randomText() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return ENCODER.encodeToString(bytes);
  }

  private static byte[] computeMac(String secret, String operator) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return hmac.doFinal(operator.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
