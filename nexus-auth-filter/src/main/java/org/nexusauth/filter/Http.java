package org.nexusauth.filter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.ServletRequestReader;
import org.nexusauth.web.TracingHeaders;

/** Where requests come in: only HTTP ones, and only once there is a gate. */
final class Http {
  private Http() {}

  /**
   * Takes a request to the door.
   *
   * @param door null before the start, after the end, and when the start failed
   * @param header the name of the key's header, for a filter that has no gate
   */
  static void pass(
      @Nullable RequestEnforcer door,
      String header,
      ServletRequest request,
      ServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      throw new ServletException("NEXUS-1103 an API key is a header of HTTP; this request is not");
    }
    if (door == null) {
      answer.setHeader(
          TracingHeaders.REQUEST_ID,
          TracingHeaders.requestId(
              http.getHeader(TracingHeaders.REQUEST_ID),
              () -> ServletRequestReader.headerValues(http, header)));
      DenialWriter.write(ApplicationGates.answerWithoutGate(header), answer);
    } else if (door.hasChecked(http)) {
      chain.doFilter(request, response);
    } else {
      door.pass(http, answer, chain);
    }
  }
}
