package org.nexusauth.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.PendingAnswer;

/**
 * Notices the end of an answer: when the filter chain returns or, once the request has become
 * asynchronous, when that completes. Thread-safe.
 */
final class AnswerEnd implements AsyncListener {
  /** For answers whose end nobody wants to know. */
  static final AnswerEnd NONE = new AnswerEnd(null, null, null);

  private static final int SERVER_ERROR = 500;

  private final @Nullable PendingAnswer answer;
  private final @Nullable HttpServletResponse response;
  private final @Nullable String mapping;
  private volatile boolean asynchronous;

  private AnswerEnd(
      @Nullable PendingAnswer answer,
      @Nullable HttpServletResponse response,
      @Nullable String mapping) {
    this.answer = answer;
    this.response = response;
    this.mapping = mapping;
  }

  /** Returns what notices the end of an answer; {@link #NONE} for null. */
  static AnswerEnd of(
      @Nullable PendingAnswer answer, HttpServletRequest request, HttpServletResponse response) {
    if (answer == null) {
      return NONE;
    }
    return new AnswerEnd(answer, response, patternOf(request));
  }

  /** The URL pattern that the server chose the servlet by; {@code /} for the context's root. */
  private static String patternOf(HttpServletRequest request) {
    String pattern = Objects.requireNonNullElse(request.getHttpServletMapping().getPattern(), "");
    return pattern.isEmpty() ? "/" : pattern;
  }

  /** Passes a request on; an exception becomes an error of the server. */
  void passOn(FilterChain chain, HttpServletRequest request, HttpServletResponse guarded)
      throws IOException, ServletException {
    boolean returned = false;
    try {
      chain.doFilter(request, guarded);
      returned = true;
    } finally {
      if (answer != null && !isAsynchronous(request)) {
        complete(returned ? guarded.getStatus() : SERVER_ERROR);
      }
    }
  }

  /** Also where the application has called the server's own request, past ours. */
  private boolean isAsynchronous(HttpServletRequest request) {
    if (!asynchronous && request.isAsyncStarted()) {
      awaitAsync(request.getAsyncContext());
    }
    return asynchronous;
  }

  /** Completes the answer with its status. */
  void complete(int status) {
    if (answer != null) {
      answer.complete(status, mapping);
    }
  }

  /** Waits for the end of asynchronous work; {@link #onStartAsync} does where it began before. */
  AsyncContext awaitAsync(AsyncContext context) {
    if (answer != null && !asynchronous) {
      asynchronous = true;
      context.addListener(this);
    }
    return context;
  }

  /** The context forgets its response when it dispatches, so this is that of the filter. */
  @Override
  public void onComplete(AsyncEvent event) {
    if (response != null) {
      complete(response.getStatus());
    }
  }

  /** Listeners are forgotten when asynchronous work begins once more. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The server answers with an error, and completes.
  }

  @Override
  public void onError(AsyncEvent event) {
    // The server answers with an error, and completes.
  }
}
