package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.apache.catalina.Context;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.CurrentApiKey;

/** CDI in a bare servlet container: its requests are known, Jakarta Security is not there. */
final class WeldOnTomcatTest {
  private static final TestKeys KEYS = TestKeys.create();

  private static JerseyServer server;

  @Path("who")
  public static class Who {
    @GET
    @ApiKeySecured
    public String secured() {
      return who();
    }

    @GET
    @Path("open")
    public String open() {
      return who();
    }

    private static String who() {
      CurrentApiKey caller = CDI.current().select(CurrentApiKey.class).get();
      return caller.key().map(key -> key.keyId()).orElse("nobody");
    }
  }

  public static class App extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Who.class);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = new JerseyServer(App.class, KEYS.settings(), WeldOnTomcatTest::addWeld, Who.class);
  }

  private static void addWeld(Context context) {
    context.addServletContainerInitializer(new EnhancedListener(), Set.of());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void currentApiKey_isThatOfTheRequest() throws Exception {
    TestKey key = KEYS.key();
    TestKey other = KEYS.key();

    assertThat(server.send("GET", "/api/who", "api-key", key.text()).body()).isEqualTo(key.keyId());
    assertThat(server.send("GET", "/api/who", "api-key", other.text()).body())
        .isEqualTo(other.keyId());
    assertThat(server.send("GET", "/api/who/open").body()).isEqualTo("nobody");
  }
}
