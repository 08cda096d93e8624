package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.nexusauth.verify.VerifiedApiKey;

/** The caller as JAX-RS sees it: named after the integration, with its permissions as roles. */
record ApiKeySecurityContext(VerifiedApiKey key, boolean secure) implements SecurityContext {
  /** The authentication scheme of callers with a key. */
  static final String SCHEME = "API_KEY";

  @Override
  public Principal getUserPrincipal() {
    return key;
  }

  @Override
  public boolean isUserInRole(String role) {
    return key.hasPermission(role);
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return SCHEME;
  }
}
