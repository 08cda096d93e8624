package org.nexusauth.console.problem;

/** The kinds of problems, each with its type, status and title. */
public enum ProblemType {
  /** A field, a parameter or a header is wrong. */
  INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
  /** The caller has not signed in, or with an API key. */
  NOT_SIGNED_IN("not-signed-in", 401, "Not signed in"),
  /** The operator's role does not allow it. */
  ROLE_MISSING("role-missing", 403, "Role missing"),
  /** The request comes from the page of another site, or may do so. */
  CROSS_SITE("cross-site", 403, "Request from another site"),
  /** A report claims to be signed by a key of its sender, and is not. */
  SIGNATURE_INVALID("signature-invalid", 403, "Signature not valid"),
  /** There is no such thing, or the operator does not see it. */
  NOT_FOUND("not-found", 404, "Not found"),
  /** The path does not have this method. */
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
  /** The state of the record does not allow it, or a name is taken. */
  CONFLICT("conflict", 409, "Conflict with the present state"),
  /** The record has another version. */
  STALE_VERSION("stale-version", 412, "The record has changed"),
  /** The body is too long. */
  BODY_TOO_LARGE("body-too-large", 413, "Body too large"),
  /** The body is not JSON in UTF-8. */
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
  /** The request does not name the version that it changes. */
  VERSION_REQUIRED("version-required", 428, "Version required"),
  /** The sender has sent too much of what is wrong. */
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  /** An error of this application. */
  INTERNAL_ERROR("internal-error", 500, "Internal error"),
  /** The store of records or of revocations cannot be reached, or the console cannot start. */
  UNAVAILABLE("unavailable", 503, "Unavailable at present");

  private static final String PREFIX = "urn:nexusauth:problem:";

  private final String name;
  private final int status;
  private final String title;

  ProblemType(String name, int status, String title) {
    this.name = name;
    this.status = status;
    this.title = title;
  }

  /** Returns the member {@code type}. */
  public String uri() {
    return PREFIX + name;
  }

  /** Returns the status of the answer. */
  public int status() {
    return status;
  }

  /** Returns the member {@code title}. */
  public String title() {
    return title;
  }
}
