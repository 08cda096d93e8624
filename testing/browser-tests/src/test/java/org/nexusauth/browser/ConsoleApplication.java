package org.nexusauth.browser;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Realm;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.console.ConsoleInitializer;
import org.nexusauth.console.ConsoleLoginLink;
import org.nexusauth.filter.ApiKeyFilter;
import org.nexusauth.management.Management;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.signing.SigningKeyView;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.ApplicationGates;

/**
 * An application on an embedded Tomcat with the filter on every path, records and revocations in
 * H2, signing keys in the records and the console at {@code /app/console}. Its API is {@code
 * /app/api/things}.
 */
public final class ConsoleApplication implements AutoCloseable {
  private static final TestKeys KEYS = TestKeys.create();

  private final Path folder;
  private final Tomcat tomcat = new Tomcat();
  private Context context;
  private String link = "";

  private ConsoleApplication(int port) throws IOException {
    folder = Files.createTempDirectory("console-browser");
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.setAddDefaultWebXmlToWebapp(false);
  }

  /** Starts it on a free port, with the login by link. */
  public static ConsoleApplication start() throws Exception {
    return start(0, Map.of("nexus.auth.console.login", "link"));
  }

  /**
   * Starts it.
   *
   * @param port its port; 0 for a free one
   * @param more settings besides
   */
  static ConsoleApplication start(int port, Map<String, String> more) throws Exception {
    ConsoleApplication application = new ConsoleApplication(port);
    application.deploy(more);
    application.tomcat.start();
    return application;
  }

  /**
   * Starts it with the server's login, by name and password with each request.
   *
   * @param accounts who may sign in
   */
  public static ConsoleApplication startWithAccounts(Realm accounts) throws Exception {
    ConsoleApplication application = new ConsoleApplication(0);
    application.deploy(Map.of());
    application.context.setRealm(accounts);
    application.context.setLoginConfig(new LoginConfig("BASIC", "test", null, null));
    application.context.getPipeline().addValve(new BasicAuthenticator());
    application.tomcat.start();
    return application;
  }

  private void deploy(Map<String, String> more) {
    context = tomcat.addContext("/app", folder.toString());
    Map<String, String> settings = settings(more);
    recordSigningKey(settings);
    settings.forEach(context::addParameter);
    FilterDef filter = new FilterDef();
    filter.setFilterName("api-key");
    filter.setFilterClass(ApiKeyFilter.class.getName());
    filter.setAsyncSupported("true");
    context.addFilterDef(filter);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName("api-key");
    mapping.addURLPattern("/*");
    context.addFilterMap(mapping);
    Tomcat.addServlet(context, "things", new ThingsServlet()).addMapping("/api/things");
    context.addServletContainerInitializer(new ConsoleInitializer(), null);
    context.addServletContainerInitializer(
        (classes, servletContext) -> link = ConsoleLoginLink.takeLink(servletContext).orElse(""),
        null);
  }

  /** Records the first signing key, without which there is nothing to verify keys with. */
  private static void recordSigningKey(Map<String, String> settings) {
    Map<String, String> before = new LinkedHashMap<>(KEYS.settings());
    before.putAll(settings);
    before.keySet().removeIf(name -> name.startsWith("nexus.auth.console."));
    before.remove("nexus.auth.verify.keys.location");
    try (ApiKeyGate gate = ApiKeyGate.builder(before).build()) {
      SigningKeys signingKeys =
          gate.extension(Management.class).orElseThrow().services().signingKeys();
      Operator operator = new Operator("setup", Role.ADMIN, Set.of());
      ChangeContext change = new ChangeContext(operator, "setup", null, null);
      SigningKeyView first = signingKeys.importNext(change, KEYS.signingKey());
      signingKeys.activate(change, first.keyId(), true, ExpectedVersion.ANY);
    }
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("nexus.auth.verify.issuer", KEYS.issuer());
    settings.put("nexus.auth.verify.audiences", KEYS.issuer());
    settings.put("nexus.auth.verify.keys.location", "store:");
    settings.put("nexus.auth.verify.keys.refresh", "1");
    settings.put("nexus.auth.revocation.store", "jdbc");
    settings.putAll(database());
    settings.put("nexus.auth.management.store", "jdbc");
    settings.put("nexus.auth.management.secret", UUID.randomUUID() + "-" + UUID.randomUUID());
    settings.put("nexus.auth.usage.store", "jdbc");
    settings.put("nexus.auth.alerts.webhook.url", "http://127.0.0.1:9/alerts");
    settings.put("nexus.auth.alerts.webhook.private", "true");
    settings.put("nexus.auth.alerts.webhook.secret", "whsec_" + "c2FtcGxl".repeat(4));
    settings.put("nexus.auth.limit.mode", "enforce");
    settings.put("nexus.auth.limit.plans", "development=10/minute");
    settings.put("nexus.auth.console.path", "/console");
    settings.putAll(more);
    return settings;
  }

  /** Returns the properties of its database. */
  Map<String, String> database() {
    return Map.of(
        "nexus.auth.jdbc.url",
        "jdbc:h2:file:" + folder.resolve("records"),
        "nexus.auth.jdbc.user",
        "sa");
  }

  /** Returns the management of its keys. */
  public Management management() {
    ServletContext application = context.getServletContext();
    return ApplicationGates.gatesOf(application).stream()
        .flatMap(gate -> gate.extension(Management.class).stream())
        .findFirst()
        .orElseThrow();
  }

  /** Returns a key that is genuine here and was not issued by its management. */
  static TestKey keyFromElsewhere() {
    return KEYS.key().claim("aud", KEYS.issuer());
  }

  /** Returns the address of its server. */
  public String address() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
  }

  /** Returns the address of its console. */
  public String consoleAddress() {
    return address() + "/app/console/";
  }

  /** Returns the link that signs in once; empty with another login. */
  public String loginLink() {
    return address() + link;
  }

  @Override
  public void close() throws IOException, LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    }
  }

  /** The API that keys guard. */
  private static final class ThingsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json");
      response.getWriter().write(String.valueOf(List.of()));
    }
  }
}
