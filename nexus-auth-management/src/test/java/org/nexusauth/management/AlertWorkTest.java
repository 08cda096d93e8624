package org.nexusauth.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.AlertChannels;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.DeliveryState;

/** The threads of alerts in an application. */
final class AlertWorkTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final ChangeContext ADMIN =
      new ChangeContext(new Operator("root", Role.ADMIN, Set.of()), "req-1", null, null);

  @Test
  void test_ofAnApplication_arrivesAtItsWebhook() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          received.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    try (ApiKeyGate gate =
        ManagedGates.builder(
                "alerts.webhook.url", url,
                "alerts.webhook.secret", SECRET,
                "alerts.webhook.private", "true")
            .build()) {
      AlertChannels channels = ManagedGates.managementOf(gate).services().alertChannels();
      String id = channels.sendTest(ADMIN).get(0).id();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> isDelivered(channels.getDelivery(ADMIN.operator(), id)));
      assertThat(received).containsExactly(id);
    } finally {
      server.stop(0);
    }
  }

  private static boolean isDelivered(AlertDelivery delivery) {
    return delivery.progress().state() == DeliveryState.DELIVERED;
  }

  @Test
  void mailSession_thatIsMissing_stopsTheStart() {
    assertThatThrownBy(
            () ->
                ManagedGates.builder(
                        "alerts.mail.to", "ops@example.com", "alerts.mail.session", "mail/none")
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.alerts.mail.session=mail/none");
  }

  @Test
  void wrongSetting_stopsTheStart() {
    assertThatThrownBy(() -> ManagedGates.builder("alerts.quiet", "at night").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.alerts.quiet=at night");
  }
}
