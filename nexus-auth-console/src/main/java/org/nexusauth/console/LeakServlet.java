package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.nexusauth.config.Configuration;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.json.LeakReportJson;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.management.leak.LeakReportResult;
import org.nexusauth.management.leak.LeakReportSender;
import org.nexusauth.management.leak.LeakReports;
import org.nexusauth.management.leak.LeakSettings;
import org.nexusauth.management.problem.ManagementException;

/** Takes reports of leaked keys at {@code nexus.auth.leaks.path}. Thread-safe. */
public final class LeakServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String KEY_IDENTIFIER = "Github-Public-Key-Identifier";
  private static final String SIGNATURE = "Github-Public-Key-Signature";
  private static final Pattern JSON =
      Pattern.compile("application/json(\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?\\s*");

  private final transient Supplier<LeakReports> reports;

  private LeakServlet(Supplier<LeakReports> reports) {
    this.reports = reports;
  }

  /** Returns a servlet for an application. */
  static LeakServlet create(Configuration configuration, ServletContext context) {
    LeakSettings settings = LeakSettings.from(configuration, context.getClassLoader());
    return new LeakServlet(new ApplicationLeakReports(context, settings));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpExchange exchange = HttpExchange.begin(request, response);
    try {
      serve(exchange);
    } catch (ProblemException e) {
      exchange.writer().write(e);
    } catch (ManagementException e) {
      exchange.writer().write(ProblemException.from(e));
    } catch (RuntimeException e) { // The container's edge: its error page may show the text.
      Log.failed(exchange.requestId(), SafeMessage.describe(e));
      exchange
          .writer()
          .write(
              ProblemException.of(
                  ProblemType.INTERNAL_ERROR,
                  "The application failed. Its log says where, under the request id "
                      + exchange.requestId()
                      + ". Send the report again."));
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    if (!request.getMethod().equals("POST")) {
      throw ProblemException.of(
              ProblemType.METHOD_NOT_ALLOWED, "Reports of leaked keys are sent by POST.")
          .withHeader("Allow", "POST");
    }
    byte[] body = readBody(request);
    LeakReportSender sender =
        new LeakReportSender(
            request.getHeader(KEY_IDENTIFIER),
            request.getHeader(SIGNATURE),
            exchange.requestId(),
            request.getRemoteAddr());
    writeResult(exchange, reports.get().handle(body, sender));
  }

  private static byte[] readBody(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null || !JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
      throw ProblemException.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "The body must be JSON in UTF-8: send Content-Type: application/json.")
          .withHeader("Accept", "application/json");
    }
    if (request.getContentLengthLong() > LeakReports.MAX_BODY_BYTES) {
      throw tooLarge();
    }
    byte[] body = request.getInputStream().readNBytes(LeakReports.MAX_BODY_BYTES + 1);
    if (body.length > LeakReports.MAX_BODY_BYTES) {
      throw tooLarge();
    }
    return body;
  }

  private static ProblemException tooLarge() {
    return ProblemException.of(
            ProblemType.BODY_TOO_LARGE,
            "The body is longer than %s bytes. Split the report."
                .formatted(LeakReports.MAX_BODY_BYTES))
        .withHeader("Connection", "close");
  }

  private static void writeResult(HttpExchange exchange, LeakReportResult result)
      throws IOException {
    if (result instanceof LeakReportResult.Handled handled) {
      exchange.writer().writeDocument(LeakReportJson.render(handled.findings()));
    } else if (result instanceof LeakReportResult.Denied denied) {
      throw ProblemException.of(ProblemType.SIGNATURE_INVALID, denied.message());
    } else if (result instanceof LeakReportResult.Malformed malformed) {
      throw ProblemException.of(ProblemType.INVALID_REQUEST, malformed.message());
    } else {
      throw limited(((LeakReportResult.Limited) result).retryAfter());
    }
  }

  private static ProblemException limited(Duration wait) {
    return ProblemException.of(
            ProblemType.TOO_MANY_REQUESTS,
            "This address has reported too many texts that are no keys of this application. Send"
                + " the rest later.")
        .withHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
  }
}
