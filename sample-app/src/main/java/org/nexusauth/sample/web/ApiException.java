package org.nexusauth.sample.web;

/**
 * A request that the sample API cannot serve: the status and the message its client knows.
 *
 * <p>Thrown by stores and readers of requests, turned into JSON in one place. The message is public
 * text of the API; nothing a client sent stands in it.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String hint;

  private ApiException(int status, String message, String hint) {
    super(message);
    this.status = status;
    this.hint = hint;
  }

  /**
   * An exception whose message says everything.
   *
   * @param status the HTTP status, 4xx, 501 or 503
   * @param message what the client reads
   * @return the exception to throw
   */
  public static ApiException of(int status, String message) {
    return new ApiException(status, message, "");
  }

  /**
   * The same exception with a sentence for the person who reads it.
   *
   * @param text what to do
   * @return a new exception to throw
   */
  public ApiException hint(String text) {
    return new ApiException(status, text(), text);
  }

  /**
   * The HTTP status.
   *
   * @return 4xx, 501 or 503
   */
  public int status() {
    return status;
  }

  /**
   * The error as the client reads it.
   *
   * @return its body
   */
  public ErrorBody body() {
    return ErrorBody.of(status, text()).hint(hint);
  }

  private String text() {
    return String.valueOf(getMessage());
  }
}
