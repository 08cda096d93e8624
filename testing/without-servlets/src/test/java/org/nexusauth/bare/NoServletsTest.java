package org.nexusauth.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nexusauth.testkit.TestKeys;

/** That the other tests of this class path prove anything. */
final class NoServletsTest {
  private static final TestKeys KEYS = TestKeys.create();

  @Test
  void servletApi_isNotThere_andTheFilterIs() throws Exception {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName("jakarta.servlet.ServletContext"));
    try (BareServer server = new BareServer(KEYS.settings(), PlainResources.Secured.class)) {
      assertThat(server.send("GET", "/secured").statusCode()).isEqualTo(401);
      assertThat(server.send("GET", "/secured", "api-key", KEYS.key().text()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void settings_areThoseOfTheSystem() throws Exception {
    try (BareServer server = new BareServer(Map.of(), PlainResources.Open.class)) {
      assertThat(server.send("GET", "/open").body()).isEqualTo("anonymous");
    }
  }
}
