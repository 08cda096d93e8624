package org.nexusauth.benchmarks.server;

import jakarta.servlet.Filter;
import java.util.List;
import org.nexusauth.benchmarks.peer.Trust;
import org.nexusauth.filter.ApiKeyFilter;

/** What guards the paths below {@code /guarded}. */
public enum Guard {
  /** A filter that passes everything on: what any filter costs. */
  PASS,
  /** Ours. */
  NEXUS,
  /** Ours with two limits, which nobody reaches, and their headers. */
  LIMITED,
  /** Spring Security's chain of a resource server. */
  SPRING,
  /** pac4j's filter with its JWT authenticator. */
  PAC4J;

  /** Returns whether it is ours. */
  boolean isOurs() {
    return this == NEXUS || this == LIMITED;
  }

  /** Returns the system properties of the server. */
  List<String> properties() {
    if (this != LIMITED) {
      return List.of();
    }
    return List.of(
        "-Dnexus.auth.limit.mode=enforce",
        "-Dnexus.auth.limit.default=1000000000/minute,1000000000/hour");
  }

  /** Returns the filter; ours reads what to trust from the parameters of its context. */
  Filter filter(Trust trust) {
    return switch (this) {
      case PASS -> (request, response, chain) -> chain.doFilter(request, response);
      case NEXUS, LIMITED -> new ApiKeyFilter();
      case SPRING -> SpringChain.create(trust);
      case PAC4J -> Pac4jFilter.create(trust);
    };
  }
}
