package org.nexusauth.jaxrs.request;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Completes answers that no response filter has seen: JAX-RS runs none where an exception has no
 * mapper, and the server answers with an error.
 */
public final class UnfinishedAnswers implements ServletRequestListener {
  private static final int SERVER_ERROR = 500;

  /** For a servlet context. */
  public UnfinishedAnswers() {}

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    if (!event.getServletRequest().isAsyncStarted()) {
      JaxrsRequest.completeAnswer(event.getServletRequest()::getAttribute, SERVER_ERROR);
    }
  }
}
