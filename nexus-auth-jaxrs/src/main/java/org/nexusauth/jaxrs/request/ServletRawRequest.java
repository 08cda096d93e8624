package org.nexusauth.jaxrs.request;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.ServletRequestReader;

/** A request of a servlet container. */
final class ServletRawRequest implements RawRequest {
  private final HttpServletRequest request;
  private final Hk2Proxy<HttpServletResponse> proxy;
  private @Nullable HttpServletResponse response;

  ServletRawRequest(HttpServletRequest request, Hk2Proxy<HttpServletResponse> response) {
    this.request = request;
    this.proxy = response;
  }

  /** Returns the response, which is looked up only when the request is protected. */
  private HttpServletResponse currentResponse() {
    if (response == null) {
      response = proxy.current();
    }
    return response;
  }

  @Override
  public String path() {
    return ServletRequestReader.readPath(request);
  }

  @Override
  public Optional<String> rewrittenPath(UriInfo uri) {
    String served = uri.getRequestUri().getRawPath();
    String context = request.getContextPath();
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || served.equals(request.getRequestURI())
        || !served.startsWith(context)) {
      return Optional.empty();
    }
    String path = PlainRawRequest.decodedPath(served.substring(context.length()));
    return Optional.of(path).filter(decoded -> !decoded.equals(path()));
  }

  @Override
  public List<String> headers(String name) {
    return ServletRequestReader.headerValues(request, name);
  }

  @Override
  public @Nullable String firstHeader(String name) {
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
  public boolean hasServerResponse() {
    return true;
  }

  @Override
  public Collection<String> responseHeaders(String name) {
    return currentResponse().getHeaders(name);
  }

  @Override
  public void setResponseHeader(String name, String value) {
    currentResponse().setHeader(name, value);
  }

  /** CDI beans read the decision in the request's attributes; the server's own beans do not. */
  @Override
  public void setCaller(VerifiedApiKey key) {
    ContainerIdentityFilter.setCaller(key, request::getAttribute);
  }
}
