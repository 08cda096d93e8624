package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.testkit.TestKeys;

/** Two JAX-RS applications in one web application: one gate, and each sees its own requests. */
final class TwoApplicationsTest {
  private static final TestKeys KEYS = TestKeys.create();

  private static JerseyServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new JerseyServer(
            Resources.App.class,
            KEYS.settings(),
            TwoApplicationsTest::addSecond,
            Resources.Secured.class);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void addSecond(Context context) {
    var jersey = Tomcat.addServlet(context, "second", ServletContainer.class.getName());
    jersey.addInitParameter("jakarta.ws.rs.Application", Resources.App.class.getName());
    jersey.setLoadOnStartup(2);
    jersey.addMapping("/second/*");
  }

  @Test
  void each_application_judgesItsOwnRequests() throws Exception {
    for (String base : List.of("/api", "/second", "/api", "/second")) {
      assertThat(server.send("GET", base + "/secured").statusCode()).isEqualTo(401);
      assertThat(server.send("GET", base + "/secured", "api-key", KEYS.key().text()).statusCode())
          .isEqualTo(200);
    }
  }
}
