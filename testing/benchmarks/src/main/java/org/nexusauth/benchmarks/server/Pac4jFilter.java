package org.nexusauth.benchmarks.server;

import jakarta.servlet.Filter;
import java.security.KeyPair;
import org.nexusauth.benchmarks.peer.Trust;
import org.pac4j.core.config.Config;
import org.pac4j.core.matching.matcher.DefaultMatchers;
import org.pac4j.http.client.direct.HeaderClient;
import org.pac4j.jee.filter.SecurityFilter;
import org.pac4j.jwt.config.signature.RSASignatureConfiguration;
import org.pac4j.jwt.credentials.authenticator.JwtAuthenticator;

/** pac4j's filter for a header with a JWT; of its matchers and authorizers none. */
final class Pac4jFilter {
  private Pac4jFilter() {}

  static Filter create(Trust trust) {
    JwtAuthenticator authenticator =
        new JwtAuthenticator(new RSASignatureConfiguration(new KeyPair(trust.publicKey(), null)));
    SecurityFilter filter =
        new SecurityFilter(new Config(new HeaderClient("api-key", authenticator)), "HeaderClient");
    filter.setMatchers(DefaultMatchers.NONE);
    filter.setAuthorizers("isAuthenticated");
    return filter;
  }
}
