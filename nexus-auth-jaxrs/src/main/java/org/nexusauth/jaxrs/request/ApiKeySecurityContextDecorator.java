package org.nexusauth.jaxrs.request;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.RequestDecision;

/**
 * Gives Jakarta Security the caller of a key, for whom servers enforce role annotations; every
 * other caller is the container's. Without effect where there is no CDI.
 */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class ApiKeySecurityContextDecorator implements SecurityContext {
  private final SecurityContext delegate;
  private final HttpServletRequest request;

  @Inject
  ApiKeySecurityContextDecorator(
      @Delegate @Any SecurityContext delegate, Instance<HttpServletRequest> request) {
    this.delegate = delegate;
    this.request = request.get();
  }

  private Optional<VerifiedApiKey> key() {
    return RequestDecision.keyFrom(request::getAttribute);
  }

  @Override
  public Principal getCallerPrincipal() {
    return key().map(Principal.class::cast).orElseGet(delegate::getCallerPrincipal);
  }

  @Override
  public <T extends Principal> Set<T> getPrincipalsByType(Class<T> type) {
    return key()
        .map(key -> type.isInstance(key) ? Set.of(type.cast(key)) : Set.<T>of())
        .orElseGet(() -> delegate.getPrincipalsByType(type));
  }

  @Override
  public boolean isCallerInRole(String role) {
    return key().map(key -> key.hasPermission(role)).orElseGet(() -> delegate.isCallerInRole(role));
  }

  @Override
  public boolean hasAccessToWebResource(String resource, String... methods) {
    return delegate.hasAccessToWebResource(resource, methods);
  }

  /** Keeps the container from challenging a caller of a secured request, with or without a key. */
  @Override
  public AuthenticationStatus authenticate(
      HttpServletRequest current,
      HttpServletResponse response,
      AuthenticationParameters parameters) {
    if (key().isPresent()) {
      return AuthenticationStatus.SUCCESS;
    }
    if (JaxrsRequest.isSecured(request::getAttribute)) {
      return AuthenticationStatus.NOT_DONE;
    }
    return delegate.authenticate(current, response, parameters);
  }
}
