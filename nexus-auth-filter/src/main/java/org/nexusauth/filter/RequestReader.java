package org.nexusauth.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.path.RequestPath;
import org.nexusauth.web.CorsPreflight;
import org.nexusauth.web.TracingHeaders;

/** Reads a servlet request for the gate. */
final class RequestReader {
  private RequestReader() {}

  /** Returns what the gate needs to know. */
  static GateRequest gateRequest(
      HttpServletRequest request, String header, String path, String requestId) {
    List<String> values = values(request, header);
    return new GateRequest(
        values,
        request.getMethod(),
        path,
        request.getRemoteAddr(),
        requestId,
        TracingHeaders.clientVersion(
            request.getHeader(TracingHeaders.CLIENT_VERSION), () -> values));
  }

  /**
   * Returns the path below the context of what is to run: of an include, its target's. A named
   * dispatcher's target has no path, so the path of what called it stands for it.
   */
  static String path(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.INCLUDE
        ? RequestPath.resolveInclude(request.getContextPath(), request::getAttribute)
            .orElseGet(() -> ownPath(request))
        : ownPath(request);
  }

  private static String ownPath(HttpServletRequest request) {
    return RequestPath.resolve(
        request.getRequestURI(),
        request.getContextPath(),
        request.getServletPath(),
        request.getPathInfo());
  }

  static boolean isPreflight(HttpServletRequest request) {
    return CorsPreflight.is(
        request.getMethod(),
        request.getHeader(CorsPreflight.ORIGIN),
        request.getHeader(CorsPreflight.REQUEST_METHOD));
  }

  /** All values as the container gives them; one, nearly always. */
  static List<String> values(HttpServletRequest request, String header) {
    Enumeration<String> values = request.getHeaders(header);
    if (values == null || !values.hasMoreElements()) {
      return List.of();
    }
    String first = values.nextElement();
    if (!values.hasMoreElements()) {
      return List.of(first);
    }
    List<String> all = new ArrayList<>(List.of(first));
    while (values.hasMoreElements()) {
      all.add(values.nextElement());
    }
    return all;
  }
}
