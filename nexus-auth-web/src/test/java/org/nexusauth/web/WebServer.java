package org.nexusauth.web;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** An embedded Tomcat with one application, whose one servlet answers with what a function says. */
final class WebServer implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();
  private final Context context;
  private final HttpClient client = HttpClient.newHttpClient();

  private WebServer(Consumer<Context> application) throws IOException, LifecycleException {
    tomcat.setBaseDir(Files.createTempDirectory("nexus-web").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    context = tomcat.addContext("", null);
    application.accept(context);
    tomcat.start();
  }

  static WebServer start(
      Consumer<Context> application, Function<HttpServletRequest, String> answers)
      throws IOException, LifecycleException {
    return new WebServer(
        context -> {
          application.accept(context);
          Tomcat.addServlet(context, "answers", new Answers(answers)).addMapping("/*");
        });
  }

  static void addWeld(Context context) {
    context.addServletContainerInitializer(new EnhancedListener(), Set.of());
  }

  static void addFilter(Context context, Filter filter, String pattern) {
    FilterDef definition = new FilterDef();
    definition.setFilterName("filter of " + pattern);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName(definition.getFilterName());
    mapping.addURLPattern(pattern);
    context.addFilterMap(mapping);
  }

  private static final class Answers extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Function<HttpServletRequest, String> answers;

    Answers(Function<HttpServletRequest, String> answers) {
      this.answers = answers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(answers.apply(request));
    }
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path));
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
