package org.nexusauth.benchmarks.server;

import jakarta.servlet.Filter;
import org.nexusauth.benchmarks.peer.Trust;
import org.nexusauth.filter.ApiKeyFilter;

/** What guards the paths below {@code /guarded}. */
public enum Guard {
  /** A filter that passes everything on: what any filter costs. */
  PASS,
  /** Ours. */
  NEXUS,
  /** Spring Security's chain of a resource server. */
  SPRING,
  /** pac4j's filter with its JWT authenticator. */
  PAC4J;

  /** Returns the filter; ours reads what to trust from the parameters of its context. */
  Filter filter(Trust trust) {
    return switch (this) {
      case PASS -> (request, response, chain) -> chain.doFilter(request, response);
      case NEXUS -> new ApiKeyFilter();
      case SPRING -> SpringChain.create(trust);
      case PAC4J -> Pac4jFilter.create(trust);
    };
  }
}
