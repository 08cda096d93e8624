package org.nexusauth.sample.payara;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.List;
import org.glassfish.grizzly.filterchain.FilterChain;

/**
 * Lets clients that offer an upgrade to HTTP/2 be answered in HTTP/1.1, for as long as the
 * application runs. Not thread-safe: the container calls it.
 */
public final class UpgradeOfferListener implements ServletContextListener {

  private final UpgradeOfferFilter filter = new UpgradeOfferFilter();
  private List<FilterChain> chains = List.of();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    chains = HttpChains.findChains();
    for (FilterChain chain : chains) {
      chain.add(HttpChains.indexOfCodec(chain) + 1, filter);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    chains.forEach(chain -> chain.remove(filter));
  }
}
