package org.nexusauth.console.access;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a container's login answers, its form or a redirect, but for a status 401 with a
 * challenge: the console has a page for that. Some containers ignore it and answer by themselves.
 */
final class LoginResponse extends HttpServletResponseWrapper {
  private static final String HEADER = "WWW-Authenticate";

  private @Nullable String challenge;
  private boolean unauthorized;

  LoginResponse(HttpServletResponse response) {
    super(response);
  }

  /** Returns the challenge, where the login has sent one with 401; else empty. */
  Optional<String> challenge() {
    return unauthorized ? Optional.ofNullable(challenge) : Optional.empty();
  }

  @Override
  public void setHeader(String name, String value) {
    if (name.equalsIgnoreCase(HEADER)) {
      challenge = value;
    } else {
      super.setHeader(name, value);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (name.equalsIgnoreCase(HEADER)) {
      challenge = value;
    } else {
      super.addHeader(name, value);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    if (!keepUnauthorized(status)) {
      super.sendError(status, message);
    }
  }

  @Override
  public void sendError(int status) throws IOException {
    if (!keepUnauthorized(status)) {
      super.sendError(status);
    }
  }

  @Override
  public void setStatus(int status) {
    if (!keepUnauthorized(status)) {
      super.setStatus(status);
    }
  }

  private boolean keepUnauthorized(int status) {
    unauthorized = status == SC_UNAUTHORIZED && challenge != null;
    return unauthorized;
  }
}
