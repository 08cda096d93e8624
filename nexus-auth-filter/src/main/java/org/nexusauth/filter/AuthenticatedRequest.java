package org.nexusauth.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/** A request whose caller is known by a key: the integration, with its permissions as roles. */
final class AuthenticatedRequest extends HttpServletRequestWrapper {
  private final ServletResponse response;
  private final AnswerEnd end;
  private final VerifiedApiKey key;

  private AuthenticatedRequest(
      HttpServletRequest request, ServletResponse response, AnswerEnd end, VerifiedApiKey key) {
    super(request);
    this.response = response;
    this.end = end;
    this.key = key;
  }

  /**
   * Returns the request with this caller; itself when it has it already.
   *
   * @param end learns that the answer ends later when the request becomes asynchronous
   */
  static HttpServletRequest withKey(
      HttpServletRequest request, ServletResponse response, AnswerEnd end, VerifiedApiKey key) {
    if (request.getUserPrincipal() == key && end == AnswerEnd.NONE) {
      return request;
    }
    return new AuthenticatedRequest(request, response, end, key);
  }

  @Override
  public Principal getUserPrincipal() {
    return key;
  }

  @Override
  public String getRemoteUser() {
    return key.getName();
  }

  @Override
  public boolean isUserInRole(@Nullable String role) {
    return role != null && key.hasPermission(role);
  }

  @Override
  public String getAuthType() {
    return ApiKeyFilter.AUTH_TYPE;
  }

  @Override
  public boolean authenticate(HttpServletResponse answer) {
    return true;
  }

  @Override
  public void login(String user, String password) throws ServletException {
    throw new ServletException("the caller is already known by its API key");
  }

  /**
   * Without this the container would go on with its own request, which knows no caller. As it does,
   * what other filters wrapped is left behind: those that are mapped to ASYNC wrap again.
   */
  @Override
  public AsyncContext startAsync() {
    HttpServletRequest origin = (HttpServletRequest) unwrap(getRequest());
    ServletResponse answer = GuardedResponse.unwrap(response);
    return end.awaitAsync(
        origin.startAsync(new AuthenticatedRequest(origin, answer, end, key), answer));
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
    return end.awaitAsync(super.startAsync(request, answer));
  }

  private static ServletRequest unwrap(ServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner;
  }
}
