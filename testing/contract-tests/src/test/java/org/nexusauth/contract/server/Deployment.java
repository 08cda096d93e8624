package org.nexusauth.contract.server;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.nexusauth.contract.app.HelloApplication;
import org.nexusauth.contract.app.HelloResource;
import org.nexusauth.contract.app.HelloServlet;
import org.nexusauth.contract.app.LateFilters;
import org.nexusauth.contract.app.RevocableStore;
import org.nexusauth.contract.app.RotatedKeyFeed;
import org.nexusauth.contract.app.TestApplication;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;

/** The applications that every server runs, side by side. */
public enum Deployment {
  /** A servlet and a resource without any filter. */
  HELLO,
  /** The servlet filter before servlets. */
  FILTER,
  /** JAX-RS resources guarded by their annotation. */
  ANNOTATED,
  /** JAX-RS resources without annotations, {@code protect=all}. */
  ALL,
  /** The filter before annotated resources. */
  BOTH,
  /** As {@link #FILTER}, where two made-up keys a minute are looked at. */
  LIMITED_FILTER,
  /** As {@link #ANNOTATED}, where two made-up keys a minute are looked at. */
  LIMITED_JAXRS,
  /** WebSocket endpoints and streams behind several filters, declared and added in code. */
  SOCKETS,
  /** As {@link #FILTER}, with a setting that is wrong. */
  WRONG_FILTER,
  /** As {@link #ANNOTATED}, with a setting that is wrong. */
  WRONG_JAXRS;

  /** Those that do the same, row by row. */
  public static final List<Deployment> GUARDED = List.of(FILTER, ANNOTATED, ALL, BOTH);

  /** Those that limit made-up keys. */
  public static final List<Deployment> LIMITED = List.of(LIMITED_FILTER, LIMITED_JAXRS);

  private static final String FAILURES = "nexus.auth.failures.per.minute";
  private static final String WRONG = "nexus.auth.verify.clock.skew";

  /**
   * What a server is started with. Payara Micro starts applications one by one and leaves out those
   * behind one that fails, so it gets one of the wrong ones only, as the last.
   */
  public static List<Deployment> on(ServerKind kind) {
    return Stream.of(values())
        .filter(deployment -> deployment != WRONG_JAXRS || !kind.isPlatform())
        .toList();
  }

  public String contextPath() {
    return "/" + name().toLowerCase(Locale.ROOT);
  }

  /** The path that answers 200 once the application is up; empty for one that must not come up. */
  String readyPath() {
    return switch (this) {
      case HELLO -> contextPath() + "/hello";
      case FILTER, ANNOTATED, ALL, BOTH, LIMITED_FILTER, LIMITED_JAXRS, SOCKETS ->
          contextPath() + "/record";
      case WRONG_FILTER, WRONG_JAXRS -> "";
    };
  }

  /** Writes this deployment's WAR as the server needs it. */
  Path war(ServerKind kind) {
    War war = new War().libraries(Layout.closure("filters"));
    if (!kind.isPlatform()) {
      war.libraries(Layout.closure("jersey"));
    }
    if (this == HELLO) {
      war.classes(HelloServlet.class, HelloApplication.class, HelloResource.class);
    } else {
      war.classes(TestApplication.common());
      war.classes(classes());
      war.entry("WEB-INF/web.xml", webXml().bytes());
      TestApplication.services().forEach(war::entry);
    }
    if (GUARDED.contains(this)) {
      war.classes(RotatedKeyFeed.class);
      TestApplication.service(RevocationFeed.class, RotatedKeyFeed.class).forEach(war::entry);
    }
    if (this == SOCKETS) {
      TestApplication.service(RevocationStore.class, RevocableStore.class).forEach(war::entry);
      TestApplication.service(ServletContainerInitializer.class, LateFilters.class)
          .forEach(war::entry);
    }
    return war.write(Layout.folder("wars/" + kind).resolve(contextPath().substring(1) + ".war"));
  }

  private Class<?>[] classes() {
    return switch (this) {
      case FILTER, LIMITED_FILTER, WRONG_FILTER -> TestApplication.servlets();
      case SOCKETS -> TestApplication.longRunning();
      case ALL -> TestApplication.plainResources();
      default -> TestApplication.securedResources();
    };
  }

  private WebXml webXml() {
    return switch (this) {
      case FILTER, BOTH -> new WebXml().filter();
      case ALL -> new WebXml().contextParam("nexus.auth.jaxrs.protect", "all");
      case LIMITED_FILTER -> new WebXml().contextParam(FAILURES, "2").filter();
      case SOCKETS ->
          new WebXml()
              .contextParam("nexus.auth.paths.exclude", "/ws/open/*")
              .mapped("one", "/ws/*")
              .mapped("two", "/ws/two/*");
      case LIMITED_JAXRS -> new WebXml().contextParam(FAILURES, "2");
      case WRONG_FILTER -> new WebXml().filterParam(WRONG, "15m");
      case WRONG_JAXRS -> new WebXml().contextParam(WRONG, "15m");
      default -> new WebXml();
    };
  }
}
