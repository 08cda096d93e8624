package org.nexusauth.console.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.json.ApiJson;
import org.nexusauth.console.json.MemberReader;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.access.ExpectedVersion;

/** Reads the headers and the body of a request, and denies what does not have their form. */
final class RequestInput {
  /** The largest body, in bytes. */
  static final int MAX_BODY = 64 * 1024;

  private static final Pattern JSON =
      Pattern.compile("application/json(\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?\\s*");
  private static final Pattern FORM =
      Pattern.compile(
          "application/x-www-form-urlencoded(\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?\\s*");
  private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,255}");

  private RequestInput() {}

  /** Reads the body; one without any bytes is an object without members. */
  static MemberReader readBody(HttpServletRequest request) throws IOException {
    requireJson(request);
    byte[] body = readBytes(request);
    return new MemberReader(body.length == 0 ? ApiJson.object() : ApiJson.readObject(body));
  }

  /** Reads the form of a page. */
  static FormReader readForm(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null || !FORM.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
      throw ProblemException.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "The body must be a form of these pages: application/x-www-form-urlencoded in UTF-8.");
    }
    byte[] body = readBytes(request);
    if (body.length == 0) {
      // A filter of the application has read it for its parameters.
      return FormReader.of(request.getParameterMap());
    }
    return FormReader.parse(new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] readBytes(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MAX_BODY) {
      throw tooLarge();
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw tooLarge();
    }
    return body;
  }

  private static void requireJson(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null && request.getContentLengthLong() <= 0 && !isChunked(request)) {
      return;
    }
    if (type == null || !JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
      throw ProblemException.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "The body must be JSON in UTF-8: send Content-Type: application/json.")
          .withHeader("Accept", "application/json");
    }
  }

  private static boolean isChunked(HttpServletRequest request) {
    return request.getHeader("Transfer-Encoding") != null;
  }

  private static ProblemException tooLarge() {
    return ProblemException.of(
            ProblemType.BODY_TOO_LARGE, "The body is longer than %s bytes.".formatted(MAX_BODY))
        .withHeader("Connection", "close");
  }

  /** Reads {@code If-Match}: one version, or any. */
  static ExpectedVersion readVersion(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders("If-Match"));
    if (values.isEmpty()) {
      throw ProblemException.of(
          ProblemType.VERSION_REQUIRED,
          "Say which version you change: send If-Match with the ETag of the record as you read it,"
              + " or If-Match: * for any version.");
    }
    String value = String.join(",", values).strip();
    if (value.equals("*")) {
      return ExpectedVersion.ANY;
    }
    if (value.startsWith("W/")) {
      throw ProblemException.of(
          ProblemType.STALE_VERSION,
          "If-Match has a weak ETag, which never matches; send the ETag as the answer had it.");
    }
    var version = VERSION.matcher(value);
    if (!version.matches()) {
      throw ProblemException.invalid(
          "If-Match", "Expected one ETag of this API, for example \"3\", or *.");
    }
    return ExpectedVersion.of(Long.parseLong(version.group(1)));
  }

  /** Reads {@code Idempotency-Key}; null for none. */
  static @Nullable String readIdempotencyKey(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders("Idempotency-Key"));
    if (values.isEmpty()) {
      return null;
    }
    if (values.size() > 1 || !IDEMPOTENCY_KEY.matcher(values.get(0)).matches()) {
      throw ProblemException.invalid(
          "Idempotency-Key",
          "Expected one value of 1 to 255 visible ASCII characters, for example a UUID.");
    }
    return values.get(0);
  }
}
