package org.nexusauth.path;

import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path by which a request is judged.
 *
 * <p>It is the path that the container found its target by. But a container drops parameters and
 * resolves dots on the way there, and what runs behind it may go by the request's own text again:
 * {@code /admin/..;/public} is {@code /public} to the container and may be below {@code /admin} to
 * a JAX-RS runtime. Where the text can be read in two ways it is judged itself, as an odd path: it
 * matches no exclusion and must meet every rule.
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
    String below = sent.startsWith(contextPath) ? sent.substring(contextPath.length()) : sent;
    return below.startsWith("/") && OddPath.is(below) ? below : sent;
  }

  /**
   * Returns the path of a request, relative to the context, from the two parts that a servlet
   * container makes of it.
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
        (servletPath == null ? "" : servletPath) + (pathInfo == null ? "" : pathInfo));
  }

  /**
   * Returns the path of an include's target, relative to the context: it stands in the request's
   * attributes (Jakarta Servlet 6.0, 9.3.1). Empty for a named dispatcher's target, which has none.
   *
   * @param contextPath the context's path as sent, empty for the root
   * @param attributes what gives the request's attribute of a name
   */
  public static Optional<String> resolveInclude(
      String contextPath, Function<String, @Nullable Object> attributes) {
    return attributes.apply(INCLUDED + "request_uri") instanceof String sent
        ? Optional.of(
            resolve(
                sent,
                contextPath,
                (String) attributes.apply(INCLUDED + "servlet_path"),
                (String) attributes.apply(INCLUDED + "path_info")))
        : Optional.empty();
  }

  /** Looks through one layer of percent-encoding, which each reader takes off. */
  private static boolean isAmbiguous(String sent) {
    return OddPath.is(sent.contains("%") ? asciiDecoded(sent) : sent);
  }

  /** A broken escape stays as it is, and is odd. */
  private static String asciiDecoded(String sent) {
    return ESCAPE
        .matcher(sent)
        .replaceAll(
            escape -> Matcher.quoteReplacement(shown(HexFormat.fromHexDigits(escape.group(1)))));
  }

  /** An encoded slash parts segments for some only; bytes beyond ASCII are parts of letters. */
  private static String shown(int value) {
    return value == '/' ? "%" : value < 0x80 ? String.valueOf((char) value) : "x";
  }
}
