package org.nexusauth.sample.payara;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.HttpServerFilter;

/** The chains of Grizzly's filters that this server's listeners read HTTP with. */
final class HttpChains {

  private static final String GLOBALS = "org.glassfish.internal.api.Globals";
  private static final String SERVICE = "com.sun.enterprise.v3.services.impl.GrizzlyService";

  private HttpChains() {}

  /**
   * Finds them by reflection: Payara publishes no API for it.
   *
   * @throws IllegalStateException when this server has none, or is another version than 6.2025.10
   */
  static List<FilterChain> findChains() {
    try {
      Class<?> type = Class.forName(SERVICE);
      Object service = Class.forName(GLOBALS).getMethod("get", Class.class).invoke(null, type);
      List<FilterChain> chains = new ArrayList<>();
      for (Object proxy : listenerProxies(type, service)) {
        Object listener = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
        Transport transport =
            (Transport) listener.getClass().getMethod("getTransport").invoke(listener);
        if (transport.getProcessor() instanceof FilterChain chain && indexOfCodec(chain) >= 0) {
          chains.add(chain);
        }
      }
      if (chains.isEmpty()) {
        throw new IllegalStateException(
            "this Payara has no HTTP listener of the form of 6.2025.10");
      }
      return List.copyOf(chains);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Payara is not as 6.2025.10: the sample needs that", e);
    }
  }

  /** Where the reader of HTTP stands in a chain; -1 where there is none. */
  static int indexOfCodec(FilterChain chain) {
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i) instanceof HttpServerFilter) {
        return i;
      }
    }
    return -1;
  }

  private static Collection<?> listenerProxies(Class<?> type, Object service)
      throws ReflectiveOperationException {
    var field = type.getDeclaredField("proxies");
    field.setAccessible(true);
    return (Collection<?>) field.get(service);
  }
}
