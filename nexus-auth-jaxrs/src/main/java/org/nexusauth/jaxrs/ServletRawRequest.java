package org.nexusauth.jaxrs;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.AttributeMap;

/** A request of a servlet container. */
record ServletRawRequest(HttpServletRequest request, Hk2Proxy<HttpServletResponse> response)
    implements RawRequest {

  @Override
  public AttributeMap attributes() {
    return new RequestAttributes(request);
  }

  @Override
  public String path() {
    return RequestPaths.asSent(request);
  }

  @Override
  public Optional<String> rewritten(UriInfo uri) {
    return RequestPaths.rewritten(request, uri);
  }

  @Override
  public List<String> headers(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public String remoteAddress() {
    return request.getRemoteAddr();
  }

  @Override
  public boolean isSecure() {
    return request.isSecure();
  }

  @Override
  public boolean isErrorPage() {
    return request.getDispatcherType() == DispatcherType.ERROR;
  }

  @Override
  public boolean isIncluded() {
    return request.getDispatcherType() == DispatcherType.INCLUDE;
  }

  @Override
  public void echo(String name, String value) {
    response.current().setHeader(name, value);
  }

  @Override
  public ServerAnswer answer() {
    return new ServletAnswer(response.current());
  }

  /** The decision in the request's attributes says it, but the server does not look there. */
  @Override
  public void callerIs(VerifiedApiKey key) {
    ContainerIdentityFilter.callerIs(key, request::getAttribute);
  }
}
