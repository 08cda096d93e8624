package org.nexusauth.benchmarks.server;

import jakarta.servlet.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;
import org.nexusauth.benchmarks.peer.NexusCheck;
import org.nexusauth.benchmarks.peer.Trust;

/** Tomcat with one servlet on an open and on a guarded path. */
public final class TomcatServer {
  private TomcatServer() {}

  /**
   * Starts the server and says its port on standard output.
   *
   * @param arguments the guard's name, the folder of keys and how many keys its file has
   */
  public static void main(String[] arguments) throws Exception {
    BenchmarkKeys keys = BenchmarkKeys.kept(Integer.parseInt(arguments[2]), Path.of(arguments[1]));
    Guard guard = Guard.valueOf(arguments[0]);
    Tomcat tomcat = start(guard, guard.filter(keys.trust()), keys.trust());
    System.out.println("PORT " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  static Tomcat start(Guard guard, Filter filter, Trust trust) throws Exception {
    Tomcat tomcat = createTomcat();
    Context context = addContext(tomcat);
    addServlet(filter, context);
    if (guard.isOurs()) {
      NexusCheck.settings(trust, Map.of()).forEach(context::addParameter);
    }
    tomcat.start();
    return tomcat;
  }

  private static Tomcat createTomcat() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("benchmarks").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    return tomcat;
  }

  private static Context addContext(Tomcat tomcat) {
    Context context = tomcat.addContext("", null);
    Wrapper hello = Tomcat.addServlet(context, "hello", new BenchmarkServlet());
    hello.addMapping("/open/hello");
    hello.addMapping("/guarded/hello");
    Tomcat.addServlet(context, "stats", new StatsServlet()).addMapping("/stats");
    return context;
  }

  private static void addServlet(Filter filter, Context context) {
    FilterDef definition = new FilterDef();
    definition.setFilterName("guard");
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("guard");
    map.addURLPattern("/guarded/*");
    context.addFilterMap(map);
  }
}
