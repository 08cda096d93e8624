package org.nexusauth.faults.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.filter.ApiKeyFilter;

/** Tomcat with a servlet that says hello at {@code /api/hello} behind the filter of a gate. */
public final class GuardedServer {
  private GuardedServer() {}

  /** Returns one that is not started yet; its files are below a folder. */
  public static Tomcat by(ApiKeyGate gate, Path folder) {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toAbsolutePath().toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "hello", new Hello()).addMapping("/api/hello");
    FilterDef filter = new FilterDef();
    filter.setFilterName("keys");
    filter.setFilter(ApiKeyFilter.of(gate));
    filter.setAsyncSupported("true");
    context.addFilterDef(filter);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName("keys");
    mapping.addURLPattern("/api/*");
    context.addFilterMap(mapping);
    return tomcat;
  }

  private static final class Hello extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("hello");
    }
  }
}
