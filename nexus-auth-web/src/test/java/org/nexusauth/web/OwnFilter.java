package org.nexusauth.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.PropertySource;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Requirement;

/** A filter that somebody else could write on the API of this module. */
final class OwnFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> settings;
  private transient ApiKeyGate gate;

  OwnFilter(Map<String, String> settings) {
    this.settings = settings;
  }

  @Override
  public void init(FilterConfig config) {
    gate =
        ApplicationGates.of(new ServletContextAttributes(config.getServletContext()))
            .getOrCreateGate(
                List.of(PropertySource.of("own filter", settings)),
                () -> ApplicationBeans.discover().orElse(DiscoveredBeans.NONE));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    AttributeScope attributes = new ServletRequestAttributes(request);
    String header = gate.settings().token().header();
    String id = ServletRequestReader.requestId(request, attributes, header);
    response.setHeader(RequestIdHeaders.REQUEST_ID, id);
    Decision decision = RequestDecision.findOf(gate, attributes);
    if (decision == null) {
      String path = ServletRequestReader.readPath(request);
      decision =
          gate.decide(
              ServletRequestReader.toGateRequest(request, header, path, id), Requirement.NONE);
      new RequestDecision(gate, decision).storeIn(attributes);
    }
    if (decision instanceof Denied denied) {
      write(gate.answer(denied), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void write(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    answer.writeTo(response.getOutputStream());
  }
}
