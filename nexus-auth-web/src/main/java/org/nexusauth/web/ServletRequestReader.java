package org.nexusauth.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.path.RequestPath;

/** Reads servlet requests for a gate. */
public final class ServletRequestReader {
  private ServletRequestReader() {}

  /**
   * Returns what a gate decides by.
   *
   * @param header the name of the key's header
   * @param path the path by which the request is decided, usually {@link #readPath}
   * @param requestId the request's id, usually {@link #requestId}
   */
  public static GateRequest toGateRequest(
      HttpServletRequest request, String header, String path, String requestId) {
    List<String> values = headerValues(request, header);
    return new GateRequest(
        values,
        request.getMethod(),
        path,
        request.getRemoteAddr(),
        requestId,
        RequestIdHeaders.clientVersion(
            request.getHeader(RequestIdHeaders.CLIENT_VERSION), () -> values));
  }

  /**
   * Returns the path of the resource that is to run, relative to the context, as {@link
   * RequestPath#resolve} reads it: a path that readers of it understand differently is marked as
   * such. For an include it is the target's path. A named dispatcher's target has none, so the path
   * of the caller counts.
   */
  public static String readPath(HttpServletRequest request) {
    if (request.getDispatcherType() != DispatcherType.INCLUDE) {
      return readOwnPath(request);
    }
    return RequestPath.resolveInclude(request.getContextPath(), request::getAttribute)
        .orElseGet(() -> readOwnPath(request));
  }

  private static String readOwnPath(HttpServletRequest request) {
    return RequestPath.resolve(
        request.getRequestURI(),
        request.getContextPath(),
        request.getServletPath(),
        request.getPathInfo());
  }

  /**
   * Returns the request's id, the same for every filter that the request passes.
   *
   * @param attributes the request's attributes, which keep the id
   * @param header the name of the key's header
   */
  public static String requestId(
      HttpServletRequest request, AttributeScope attributes, String header) {
    return RequestIdHeaders.requestId(
        attributes,
        request.getHeader(RequestIdHeaders.REQUEST_ID),
        () -> headerValues(request, header));
  }

  /** Returns whether a request is a CORS preflight request. */
  public static boolean isPreflight(HttpServletRequest request) {
    return CorsPreflight.isPreflight(
        request.getMethod(),
        request.getHeader(CorsPreflight.ORIGIN),
        request.getHeader(CorsPreflight.REQUEST_METHOD));
  }

  /** Returns all values of a header as the container has them, never joined; empty for none. */
  public static List<String> headerValues(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
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
