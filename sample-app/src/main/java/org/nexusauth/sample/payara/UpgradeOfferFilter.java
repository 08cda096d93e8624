package org.nexusauth.sample.payara;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * Ignores a client's offer to change to another protocol than WebSocket (RFC 9110 §7.8), so that
 * the request is one of HTTP/1.1. Grizzly takes such an offer for accepted when nothing objects: a
 * body then has no end, and the connection is closed after the answer. Thread-safe.
 */
final class UpgradeOfferFilter extends BaseFilter {

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event instanceof HttpEvents.IncomingHttpUpgradeEvent offer
        && offer.getHttpHeader() instanceof HttpRequestPacket request
        && !isWebSocketHandshake(request)) {
      ignoreOffer(request);
      return context.getStopAction();
    }
    return context.getInvokeAction();
  }

  private static boolean isWebSocketHandshake(HttpRequestPacket request) {
    return "websocket".equalsIgnoreCase(request.getUpgrade())
        && "GET".equals(request.getMethod().getMethodString());
  }

  private static void ignoreOffer(HttpHeader request) {
    request.setIgnoreContentModifiers(false);
    request.getUpgradeDC().recycle();
  }
}
