package org.nexusauth.path;

import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the path to which rules are applied.
 *
 * <p>It is the path by which the container found the request's target. But a container drops
 * parameters and resolves dots, and the code behind it may read the path as sent: {@code
 * /admin/..;/public} is {@code /public} to the container and may be below {@code /admin} to a
 * JAX-RS runtime. Where the path as sent is ambiguous it is the result: it matches no exclusion and
 * must meet every rule.
 */
public final class RequestPath {
  private static final String INCLUDED = "jakarta.servlet.include.";
  private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");

  private RequestPath() {}

  /**
   * Returns the path of a request, relative to the context.
   *
   * @param sent the path as sent, percent-encoded; null when there is none
   * @param contextPath the context's path as sent, empty for the root
   * @param decoded the container's decoded path below the context; empty is the root
   */
  public static String resolve(@Nullable String sent, String contextPath, String decoded) {
    if (sent == null || !isAmbiguous(sent)) {
      return decoded.isEmpty() ? "/" : decoded;
    }
    if (sent.startsWith(contextPath)) {
      String below = sent.substring(contextPath.length());
      if (below.startsWith("/") && AmbiguousPath.isAmbiguous(below)) {
        return below;
      }
    }
    return sent;
  }

  /**
   * Returns the path of a request, relative to the context, from the two parts that a servlet
   * container splits it into.
   *
   * @param sent the path as sent, percent-encoded; null when there is none
   * @param contextPath the context's path as sent, empty for the root
   * @param servletPath the decoded path up to the servlet, or null
   * @param pathInfo the decoded path behind it, or null
   */
  public static String resolve(
      @Nullable String sent,
      String contextPath,
      @Nullable String servletPath,
      @Nullable String pathInfo) {
    return resolve(
        sent,
        contextPath,
        Objects.requireNonNullElse(servletPath, "") + Objects.requireNonNullElse(pathInfo, ""));
  }

  /**
   * Returns the path of an include's target, relative to the context, from the request's attributes
   * (Jakarta Servlet 6.0, 9.3.1); empty for a named dispatcher's target, which has none.
   *
   * @param contextPath the context's path as sent, empty for the root
   * @param attributes returns the request's attribute of a name
   */
  public static Optional<String> resolveInclude(
      String contextPath, Function<String, @Nullable Object> attributes) {
    if (attributes.apply(INCLUDED + "request_uri") instanceof String sent) {
      String servletPath = (String) attributes.apply(INCLUDED + "servlet_path");
      String pathInfo = (String) attributes.apply(INCLUDED + "path_info");
      return Optional.of(resolve(sent, contextPath, servletPath, pathInfo));
    }
    return Optional.empty();
  }

  /** Looks through one layer of percent-encoding, which each reader decodes. */
  private static boolean isAmbiguous(String sent) {
    return AmbiguousPath.isAmbiguous(decodeAscii(sent));
  }

  /** A broken escape stays as it is, and is ambiguous. */
  private static String decodeAscii(String sent) {
    if (!sent.contains("%")) {
      return sent;
    }
    return ESCAPE
        .matcher(sent)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(decodeByte(HexFormat.fromHexDigits(escape.group(1)))));
  }

  /**
   * Returns a percent sign, which is ambiguous, for an encoded slash, which separates segments for
   * some readers only. Bytes beyond ASCII are parts of letters.
   */
  private static String decodeByte(int value) {
    if (value == '/') {
      return "%";
    }
    return value < 0x80 ? String.valueOf((char) value) : "x";
  }
}
