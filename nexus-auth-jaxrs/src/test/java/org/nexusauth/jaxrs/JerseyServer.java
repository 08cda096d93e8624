package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.glassfish.jersey.servlet.ServletContainer;

/** Plain Jersey on embedded Tomcat, without CDI, with one application at {@code /api}. */
final class JerseyServer implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();
  private final Context context;
  private final HttpClient client = HttpClient.newHttpClient();

  JerseyServer(
      Class<? extends Application> application, Map<String, String> parameters, Class<?>... scanned)
      throws IOException, LifecycleException {
    this(application, parameters, context -> {}, scanned);
  }

  /** With more than the application in the context. */
  JerseyServer(
      Class<? extends Application> application,
      Map<String, String> parameters,
      Consumer<Context> more,
      Class<?>... scanned)
      throws IOException, LifecycleException {
    tomcat.setBaseDir(Files.createTempDirectory("nexus-jersey").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    context = tomcat.addContext("", null);
    parameters.forEach(context::addParameter);
    context.addServletContainerInitializer(new DeploymentInitializer(), Set.of(scanned));
    var jersey = Tomcat.addServlet(context, "api", ServletContainer.class.getName());
    jersey.addInitParameter("jakarta.ws.rs.Application", application.getName());
    jersey.setLoadOnStartup(1);
    jersey.setAsyncSupported(true);
    jersey.addMapping("/api/*");
    ((StandardContext) context).setFailCtxIfServletStartFails(true);
    FilterDef login = new FilterDef();
    login.setFilterName("login");
    login.setFilter(new ContainerLogin());
    addFilter(context, login, "/*");
    more.accept(context);
    tomcat.start();
  }

  static void addFilter(Context context, FilterDef filter, String pattern) {
    filter.setAsyncSupported("true");
    context.addFilterDef(filter);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName(filter.getFilterName());
    mapping.addURLPattern(pattern);
    context.addFilterMap(mapping);
  }

  boolean isStarted() {
    return context.getState() == LifecycleState.STARTED;
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
