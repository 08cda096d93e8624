package org.nexusauth.filter;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** An embedded Tomcat on a free port of the loopback address, with one application at the root. */
final class TestServer implements AutoCloseable {
  private final Path folder;
  private final Tomcat tomcat = new Tomcat();
  private Context context;

  private TestServer() throws IOException {
    folder = Files.createTempDirectory("filter-test");
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxHttpHeaderSize", "65536");
    tomcat.setAddDefaultWebXmlToWebapp(false);
  }

  /** Starts an application that is built in code; no initializers are looked for. */
  static TestServer start(Consumer<Context> application) throws Exception {
    TestServer server = new TestServer();
    server.context = server.tomcat.addContext("", server.folder.toString());
    application.accept(server.context);
    return server.run();
  }

  /** Starts an application with a web.xml; initializers on the class path are run. */
  static TestServer startWebXml(String content, Consumer<Context> application) throws Exception {
    TestServer server = new TestServer();
    Path root = Files.createDirectories(server.folder.resolve("app/WEB-INF"));
    Files.writeString(root.resolve("web.xml"), WEB_XML.formatted(content));
    server.context = server.tomcat.addWebapp("", root.getParent().toString());
    ((StandardJarScanner) server.context.getJarScanner()).setScanClassPath(false);
    application.accept(server.context);
    return server.run();
  }

  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
      %s
      </web-app>
      """;

  private TestServer run() throws LifecycleException {
    tomcat.start();
    return this;
  }

  /** Adds a servlet that may do everything a servlet may. */
  static Wrapper servlet(Context context, String name, Servlet servlet, String... patterns) {
    Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
    wrapper.setAsyncSupported(true);
    for (String pattern : patterns) {
      wrapper.addMapping(pattern);
    }
    return wrapper;
  }

  boolean isUp() {
    return context.getState() == LifecycleState.STARTED;
  }

  Connector connector() {
    return tomcat.getConnector();
  }

  Context context() {
    return context;
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  RawHttpClient connect() throws IOException {
    return new RawHttpClient(port());
  }

  /** Sends one request with these header lines on a connection of its own. */
  RawHttpClient.Answer ask(String methodAndPath, String... headers) throws IOException {
    try (RawHttpClient http = connect()) {
      return http.exchange(request(methodAndPath, headers));
    }
  }

  static String request(String methodAndPath, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return methodAndPath + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
