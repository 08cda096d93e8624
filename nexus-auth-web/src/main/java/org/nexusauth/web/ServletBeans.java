package org.nexusauth.web;

import jakarta.enterprise.inject.Instance;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.nexusauth.verify.VerifiedApiKey;

/** The servlet container's own beans (Jakarta CDI §3.10), where the Servlet API is there. */
final class ServletBeans {
  private ServletBeans() {}

  /** Returns the attributes of the servlet context; empty where there is none. */
  static Optional<AttributeMap> findApplication(Instance<Object> beans) {
    try {
      return Context.find(beans);
    } catch (LinkageError e) {
      return Optional.empty(); // No Servlet API.
    }
  }

  /** Returns the key of the current servlet request; empty where there is none. */
  static Optional<VerifiedApiKey> findKey(Instance<Object> beans) {
    try {
      return Request.findKey(beans);
    } catch (LinkageError e) {
      return Optional.empty(); // No Servlet API.
    }
  }

  /** Loading it fails without the Servlet API. */
  private static final class Context {
    static Optional<AttributeMap> find(Instance<Object> beans) {
      Instance<ServletContext> contexts = beans.select(ServletContext.class);
      return contexts.isResolvable()
          ? Optional.of(new ServletContextAttributes(contexts.get()))
          : Optional.empty();
    }
  }

  /** Loading it fails without the Servlet API. */
  private static final class Request {
    static Optional<VerifiedApiKey> findKey(Instance<Object> beans) {
      Instance<HttpServletRequest> requests = beans.select(HttpServletRequest.class);
      return requests.isResolvable()
          ? RequestDecision.keyFrom(requests.get()::getAttribute)
          : Optional.empty();
    }
  }
}
