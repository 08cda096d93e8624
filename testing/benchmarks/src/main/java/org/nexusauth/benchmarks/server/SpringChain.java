package org.nexusauth.benchmarks.server;

import jakarta.servlet.Filter;
import java.util.List;
import org.nexusauth.benchmarks.peer.SpringCheck;
import org.nexusauth.benchmarks.peer.Trust;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Spring Security's filters that a resource server cannot do without, and none that its
 * configuration adds besides (headers, log-out, request cache, anonymous). The key is read from the
 * header {@code Authorization}, as it does by default.
 */
final class SpringChain {
  private SpringChain() {}

  static Filter create(Trust trust) {
    BearerTokenAuthenticationFilter bearer =
        new BearerTokenAuthenticationFilter(
            new ProviderManager(new JwtAuthenticationProvider(SpringCheck.decoder(trust))));
    return new FilterChainProxy(
        new DefaultSecurityFilterChain(
            AnyRequestMatcher.INSTANCE,
            List.of(
                new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository()),
                bearer,
                new ExceptionTranslationFilter(new BearerTokenAuthenticationEntryPoint()),
                new AuthorizationFilter(AuthenticatedAuthorizationManager.authenticated()))));
  }
}
