package org.nexusauth.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.nexusauth.GateRequest;
import org.nexusauth.door.Preflight;
import org.nexusauth.door.Tracing;
import org.nexusauth.path.RequestPath;

/** Reads a servlet request for the gate. */
final class Requests {
  private Requests() {}

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
        Tracing.clientVersion(request.getHeader(Tracing.CLIENT_VERSION), () -> values));
  }

  /**
   * Returns the path below the context of what is to run: of an include, its target's. A named
   * dispatcher's target has no path, so the path of what called it stands for it.
   */
  static String path(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.INCLUDE
        ? RequestPath.ofInclude(request.getContextPath(), request::getAttribute)
            .orElseGet(() -> ownPath(request))
        : ownPath(request);
  }

  private static String ownPath(HttpServletRequest request) {
    return RequestPath.of(
        request.getRequestURI(),
        request.getContextPath(),
        request.getServletPath(),
        request.getPathInfo());
  }

  static boolean isPreflight(HttpServletRequest request) {
    return Preflight.is(
        request.getMethod(),
        request.getHeader(Preflight.ORIGIN),
        request.getHeader(Preflight.REQUEST_METHOD));
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
