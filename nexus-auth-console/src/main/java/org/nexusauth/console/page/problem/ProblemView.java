package org.nexusauth.console.page.problem;

import java.util.List;
import java.util.Map;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.console.problem.ProblemType;
import org.nexusauth.management.problem.FieldError;

/**
 * What the page of a problem says: what happened, why, and what to do.
 *
 * @param status the status of the answer
 * @param what what happened; empty where the errors say it
 * @param errors what is wrong with what was sent
 * @param unchanged whether something was to be changed, and nothing was
 * @param advice what to do
 */
public record ProblemView(
    int status, String what, List<FieldError> errors, boolean unchanged, String advice) {
  private static final int FIRST_SERVER_ERROR = 500;
  private static final String RETRY_AFTER = "Retry-After";
  private static final Map<String, String> PARTS =
      Map.of("query", "address", "form", "form", "limit", "address", "cursor", "address");

  /** Copies the errors. */
  public ProblemView {
    errors = List.copyOf(errors);
  }

  /**
   * Returns the page of a problem.
   *
   * @param method the method of the request
   */
  public static ProblemView of(ProblemException problem, String method) {
    int status = problem.type().status();
    boolean reading = method.equals("GET") || method.equals("HEAD");
    return new ProblemView(
        status,
        problem.errors().isEmpty() ? String.valueOf(problem.getMessage()) : "",
        problem.errors(),
        !reading && status < FIRST_SERVER_ERROR,
        advise(problem, reading));
  }

  /** Returns the field of an error in words: most are parts of an address or a form. */
  public static String describeField(String field) {
    return PARTS.getOrDefault(field, field);
  }

  private static String advise(ProblemException problem, boolean reading) {
    return switch (problem.type()) {
      case INVALID_REQUEST, VERSION_REQUIRED ->
          reading
              ? "If you followed a link, it is damaged or of another version. Open the page from the"
                  + " menu."
              : "Go back in your browser, where what you wrote still is, correct it and send it"
                  + " again.";
      case NOT_SIGNED_IN -> "Sign in, then open the page again.";
      case ROLE_MISSING ->
          "Roles come from the login of this application: an administrator of its server gives"
              + " them.";
      case CROSS_SITE, SIGNATURE_INVALID ->
          "Open the page again in this browser, from the menu, and repeat what you did.";
      case NOT_FOUND ->
          "It may have another address now, or belong to an organization that you do not see. Look"
              + " for it from the menu.";
      case METHOD_NOT_ALLOWED -> "Open the page from the menu.";
      case CONFLICT, STALE_VERSION ->
          "Open the page again: it shows the present state. Then repeat what you still want.";
      case BODY_TOO_LARGE -> "Go back in your browser, shorten what you wrote and send it again.";
      case UNSUPPORTED_MEDIA_TYPE ->
          "Send the form from its page. Programs use the API below api/v1.";
      case INTERNAL_ERROR ->
          "Try again. If it fails again, give the request id to those who run this application.";
      case TOO_MANY_REQUESTS, UNAVAILABLE -> adviseRetry(problem);
    };
  }

  private static String adviseRetry(ProblemException problem) {
    String seconds = problem.headers().get(RETRY_AFTER);
    if (problem.type() == ProblemType.UNAVAILABLE && seconds == null) {
      return "Load this page again when that is set right.";
    }
    return "Load this page again in %s seconds. What a form was to change may or may not be done: look at it before you send it again."
        .formatted(seconds);
  }
}
