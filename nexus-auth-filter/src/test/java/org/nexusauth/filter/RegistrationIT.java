package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.PropertySource;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.DiscoveredBeans;
import org.nexusauth.web.ServletContextAttributes;

/** The ways in which a filter may be registered, and more than once. */
final class RegistrationIT {
  private static final Set<DispatcherType> REQUEST = EnumSet.of(DispatcherType.REQUEST);

  private final Guarded guarded = Guarded.with();
  private final EchoingServlet resource = new EchoingServlet();
  private final FilterLog logged = FilterLog.open();

  @AfterEach
  void stop() {
    guarded.gate.close();
    logged.close();
  }

  private void resource(Context context) {
    TestServer.servlet(context, "echo", resource, "/*");
  }

  /** As {@code @WebFilter} is put on a class of the application. */
  public static final class OwnFilter extends ApiKeyFilter {}

  @Test
  void subclass_isConfiguredAndCheckedLikeTheFilter() throws Exception {
    String right =
        ConfigurationIT.filter("own", OwnFilter.class.getName(), Guarded.settings())
            + ConfigurationIT.mapping("own", "<url-pattern>/api/*</url-pattern>");
    try (TestServer server = TestServer.startWebXml(right, this::resource)) {
      assertThat(server.ask("GET /api/x").status()).isEqualTo(401);
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).status()).isEqualTo(200);
    }
    String wrong = right.replace("https://issuer.test", "");
    try (TestServer server = TestServer.startWebXml(wrong, this::resource)) {
      assertThat(server.isUp()).isFalse();
      assertThat(logged.messages("NEXUS-1010"))
          .singleElement()
          .asString()
          .contains("(init-param of filter \"own\")");
    }
  }

  @Test
  void filterFromAnInitializer_withAGateOfItsOwn_needsNoConfiguration() throws Exception {
    ServletContainerInitializer initializer =
        (classes, context) -> {
          FilterRegistration.Dynamic filter = context.addFilter("code", guarded.filter());
          filter.addMappingForUrlPatterns(null, false, "/api/*");
          filter.setAsyncSupported(true);
        };
    try (TestServer server =
        TestServer.startWebXml(
            "",
            context -> {
              resource(context);
              context.addServletContainerInitializer(initializer, null);
            })) {
      assertThat(server.ask("GET /api/x").status()).isEqualTo(401);
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).status()).isEqualTo(200);
      assertThat(guarded.decisions()).containsExactly("key_missing", "granted");
      assertThat(logged.messages("NEXUS-1001"))
          .singleElement()
          .asString()
          .startsWith("NEXUS-1001 api-key guards /api/* · ");
    }
  }

  /** Adds the filter when all initializers have run. */
  public static final class Late implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      FilterRegistration.Dynamic filter =
          event.getServletContext().addFilter("late", ApiKeyFilter.class);
      filter.setInitParameters(Guarded.settings());
      filter.addMappingForUrlPatterns(null, false, "/api/*");
    }
  }

  @Test
  void filterFromAListener_isConfiguredByItsParameters() throws Exception {
    String webXml =
        "<listener><listener-class>" + Late.class.getName() + "</listener-class></listener>";
    try (TestServer server = TestServer.startWebXml(webXml, this::resource)) {
      assertThat(server.ask("GET /api/x").status()).isEqualTo(401);
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).status()).isEqualTo(200);
    }
  }

  @Test
  void filtersWithOneGate_registeredTwice_decideOnce() throws Exception {
    try (TestServer server =
        TestServer.start(
            context -> {
              Guarded.map(context, "one", guarded.filter(), REQUEST, "/api/*");
              Guarded.map(context, "two", guarded.filter(), REQUEST, "/*");
              resource(context);
            })) {
      RawHttpClient.Answer answer = server.ask("GET /api/x", Guarded.goodKey());

      assertThat(answer.body()).isEqualTo("caller=int_test");
      assertThat(answer.all("X-Request-ID")).hasSize(1);
      assertThat(guarded.decisions()).containsExactly("granted");
      guarded.events.clear();
      assertThat(server.ask("GET /api/x").status()).isEqualTo(401);
      assertThat(guarded.decisions()).containsExactly("key_missing");
    }
  }

  @Test
  void oneFilter_mappedTwice_decidesOnce() throws Exception {
    try (TestServer server =
        TestServer.start(
            context -> {
              Guarded.map(context, "one", guarded.filter(), REQUEST, "/api/*", "/*", "/api/x");
              resource(context);
            })) {
      server.ask("GET /api/x", Guarded.goodKey());

      assertThat(guarded.decisions()).containsExactly("granted");
      assertThat(resource.runs).hasValue(1);
    }
  }

  @Test
  void declaredFilters_withEqualSettings_shareAGateAndDecideOnce() throws Exception {
    String webXml =
        ConfigurationIT.filter(Guarded.settings())
            + ConfigurationIT.filter("two", ApiKeyFilter.class.getName(), Guarded.settings())
            + ConfigurationIT.mapping("two", "<url-pattern>/*</url-pattern>");
    try (TestServer server = TestServer.startWebXml(webXml, this::resource)) {
      ApiKeyGate gate = gateOf(server.context());

      assertThat(
              ApplicationGates.of(
                      new ServletContextAttributes(server.context().getServletContext()))
                  .contains(gate))
          .isTrue();
      assertThat(logged.messages("NEXUS-1001")).hasSize(2);
      assertThat(server.ask("GET /api/x", Guarded.goodKey()).status()).isEqualTo(200);
    }
  }

  private static ApiKeyGate gateOf(Context context) {
    return ApplicationGates.of(new ServletContextAttributes(context.getServletContext()))
        .getOrCreateGate(
            java.util.List.of(PropertySource.of("same settings", Guarded.settings())),
            () -> DiscoveredBeans.NONE);
  }

  @Test
  void filtersWithTwoGates_bothDecide_andOneRequestIdServesBoth() throws Exception {
    Guarded strict = Guarded.with("paths.permissions", "/api/*=admin");
    try (TestServer server =
        TestServer.start(
            context -> {
              Guarded.map(context, "one", guarded.filter(), REQUEST, "/api/*");
              Guarded.map(context, "two", strict.filter(), REQUEST, "/api/*");
              resource(context);
            })) {
      RawHttpClient.Answer answer = server.ask("GET /api/x", Guarded.goodKey());

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.all("X-Request-ID")).hasSize(1);
      assertThat(guarded.decisions()).containsExactly("granted");
      assertThat(strict.decisions()).containsExactly("permission_missing");
      assertThat(guarded.events.get(0).requestId()).isEqualTo(strict.events.get(0).requestId());
    } finally {
      strict.gate.close();
    }
  }

  @Test
  void gates_ofAnApplicationThatEnded_areGone() throws Exception {
    String webXml = ConfigurationIT.filter(Guarded.settings());
    TestServer server = TestServer.startWebXml(webXml, this::resource);
    ApiKeyGate gate = gateOf(server.context());
    var application =
        ApplicationGates.of(new ServletContextAttributes(server.context().getServletContext()));
    assertThat(application.contains(gate)).isTrue();

    server.close();

    assertThat(application.contains(gate)).isFalse();
  }

  @Test
  void filterDefinition_withTheClassName_isEnough() throws Exception {
    try (TestServer server =
        TestServer.start(
            context -> {
              FilterDef definition = new FilterDef();
              definition.setFilterName("named");
              definition.setFilterClass(ApiKeyFilter.class.getName());
              Guarded.settings().forEach(definition::addInitParameter);
              context.addFilterDef(definition);
              var mapping = new org.apache.tomcat.util.descriptor.web.FilterMap();
              mapping.setFilterName("named");
              mapping.addServletName("echo");
              context.addFilterMap(mapping);
              resource(context);
            })) {
      assertThat(server.ask("GET /x").status()).isEqualTo(401);
      assertThat(server.ask("GET /x", Guarded.goodKey()).body()).isEqualTo("caller=int_test");
    }
  }
}
