package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.nexusauth.verify.VerifiedApiKey;

/** The caller for JAX-RS: named after the integration, with its permissions as roles. */
record ApiKeySecurityContext(VerifiedApiKey key, boolean isSecure) implements SecurityContext {
  @Override
  public Principal getUserPrincipal() {
    return key;
  }

  @Override
  public boolean isUserInRole(String role) {
    return key.hasPermission(role);
  }

  @Override
  public String getAuthenticationScheme() {
    return "API_KEY";
  }
}
