package org.nexusauth.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.nexusauth.console.access.ConsoleAccess;
import org.nexusauth.console.access.ConsoleRoles;
import org.nexusauth.console.access.ContainerAccess;
import org.nexusauth.filter.ApiKeyFilter;
import org.nexusauth.management.ManagementServices;

/**
 * An embedded Tomcat with the console at {@code /nexus} of the application {@code /app}, and a
 * realm: admin, operator and viewer (who see the organization acme), rival (an operator of the
 * organization other), guest (without a role). Each has the name as the password.
 */
final class ConsoleServer implements AutoCloseable {
  static final String API = "/app/nexus/api/v1";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, List<String>> USERS =
      Map.of(
          "admin", List.of("nexus-admin"),
          "operator", List.of("nexus-operator", "nexus-org-acme"),
          "viewer", List.of("nexus-viewer", "nexus-org-acme"),
          "rival", List.of("nexus-operator", "nexus-org-other"),
          "guest", List.of("nexus-org-acme"));

  private final Path folder;
  private final Tomcat tomcat = new Tomcat();
  private Context context;

  private ConsoleServer() throws IOException {
    folder = Files.createTempDirectory("console-test");
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxHttpHeaderSize", "65536");
    tomcat.setAddDefaultWebXmlToWebapp(false);
    USERS.forEach(
        (user, roles) -> {
          tomcat.addUser(user, user);
          roles.forEach(role -> tomcat.addRole(user, role));
        });
  }

  /** Starts the console over services, with the container's login. */
  static ConsoleServer start(Supplier<ManagementServices> services) throws Exception {
    return start(new ContainerAccess(ConsoleRoles.STANDARD), services);
  }

  static ConsoleServer start(ConsoleAccess access, Supplier<ManagementServices> services)
      throws Exception {
    return start(access, services, PageSources.NONE);
  }

  static ConsoleServer start(
      ConsoleAccess access, Supplier<ManagementServices> services, PageSources sources)
      throws Exception {
    return start(ConsoleServlet.of(access, services, sources), context -> {});
  }

  /** Starts an application that is built in code, with a servlet in the console's place. */
  static ConsoleServer start(Servlet servlet, Consumer<Context> application) throws Exception {
    ConsoleServer server = new ConsoleServer();
    server.context = server.tomcat.addContext("/app", server.folder.toString());
    LoginConfig login = new LoginConfig("BASIC", "test", null, null);
    server.context.setLoginConfig(login);
    server.context.getPipeline().addValve(new BasicAuthenticator());
    Tomcat.addServlet(server.context, "console", servlet).addMapping("/nexus/*");
    application.accept(server.context);
    server.tomcat.start();
    return server;
  }

  /** Starts an application that is built in code, with the filter on every path. */
  static ConsoleServer startFiltered(Consumer<Context> application) throws Exception {
    ConsoleServer server = new ConsoleServer();
    server.context = server.tomcat.addContext("/app", server.folder.toString());
    FilterDef filter = new FilterDef();
    filter.setFilterName("api-key");
    filter.setFilterClass(ApiKeyFilter.class.getName());
    filter.setAsyncSupported("true");
    server.context.addFilterDef(filter);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName("api-key");
    mapping.addURLPattern("/*");
    server.context.addFilterMap(mapping);
    application.accept(server.context);
    server.tomcat.start();
    return server;
  }

  /** Starts an application with a web.xml; initializers on the class path are run. */
  static ConsoleServer startWebXml(String content) throws Exception {
    ConsoleServer server = new ConsoleServer();
    Path root = Files.createDirectories(server.folder.resolve("war/WEB-INF"));
    Files.writeString(
        root.resolve("web.xml"),
        "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">%s</web-app>"
            .formatted(content));
    server.context = server.tomcat.addWebapp("/app", root.getParent().toString());
    ((StandardJarScanner) server.context.getJarScanner()).setScanClassPath(false);
    server.tomcat.start();
    return server;
  }

  boolean isUp() {
    return context.getState().isAvailable();
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  Context context() {
    return context;
  }

  /** Returns a client that sends a user's name and password with each request. */
  ConsoleClient as(String user) {
    return new ConsoleClient(port()).withBasic(user, user);
  }

  /** Returns a client that has not signed in. */
  ConsoleClient anonymous() {
    return new ConsoleClient(port());
  }

  @Override
  public void close() throws IOException, LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
