package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.nexusauth.config.Configuration;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.signing.SigningKeys;

/**
 * Publishes the verification keys of the records at {@code nexus.auth.jwks.path}, as a JWK set (RFC
 * 7517 §8.5.2). For everyone, without a login. Thread-safe.
 */
final class JwksServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String GET = "GET";
  private static final String HEAD = "HEAD";

  private final transient JwksCache cache;

  private JwksServlet(JwksCache cache) {
    this.cache = cache;
  }

  /**
   * Returns a servlet.
   *
   * @param keys returns the signing keys, or throws a problem while there are none
   * @param nanos the time, for the age of what was read
   */
  static JwksServlet of(Supplier<SigningKeys> keys, LongSupplier nanos) {
    return new JwksServlet(new JwksCache(keys, nanos));
  }

  /** Returns a servlet for an application. */
  static JwksServlet create(Configuration configuration, ServletContext context) {
    return of(() -> ManagementLookup.requireServices(context).signingKeys(), System::nanoTime);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpExchange exchange = HttpExchange.begin(request, response);
    exchange.writer().setDocumentPolicy();
    try {
      if (!request.getMethod().equals(GET) && !request.getMethod().equals(HEAD)) {
        throw ProblemException.of(
                ProblemType.METHOD_NOT_ALLOWED, "Verification keys can only be read: use GET.")
            .withHeader("Allow", "GET, HEAD");
      }
      writeDocument(request, response, cache.read());
    } catch (ProblemException e) {
      exchange.writer().write(e);
    } catch (ManagementException e) {
      exchange.writer().write(ProblemException.unavailable(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) { // The container's edge: its error page may show the text.
      Log.failed(exchange.requestId(), SafeMessage.describe(e));
      exchange
          .writer()
          .write(
              ProblemException.unavailable(
                  "The verification keys cannot be read at present. Try again in a few seconds."));
    }
  }

  private static void writeDocument(
      HttpServletRequest request, HttpServletResponse response, JwksDocument document)
      throws IOException {
    Duration maxAge = document.maxAge();
    response.setHeader("Cache-Control", "public, max-age=" + maxAge.toSeconds());
    response.setHeader("ETag", document.entityTag());
    if (document.isAmong(requestedTags(request))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType("application/jwk-set+json");
    byte[] body = document.body();
    response.setContentLength(body.length);
    if (request.getMethod().equals(GET)) {
      response.getOutputStream().write(body);
    }
  }

  private static List<String> requestedTags(HttpServletRequest request) {
    return Collections.list(request.getHeaders("If-None-Match"));
  }
}
