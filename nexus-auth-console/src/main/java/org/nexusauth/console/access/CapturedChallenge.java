package org.nexusauth.console.access;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what a container's login would answer, so that the console answers in its own form. */
final class CapturedChallenge extends HttpServletResponseWrapper {
  private static final String HEADER = "WWW-Authenticate";

  private @Nullable String challenge;

  CapturedChallenge(HttpServletResponse response) {
    super(response);
  }

  Optional<String> challenge() {
    return Optional.ofNullable(challenge);
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
  public void sendError(int status, String message) {}

  @Override
  public void sendError(int status) {}

  @Override
  public void sendRedirect(String location) {}

  @Override
  public void setStatus(int status) {}
}
