package org.nexusauth.management.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.alert.event.AlertChange;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.alert.settings.MailSettings;
import org.nexusauth.management.alert.settings.QuietHours;
import org.nexusauth.management.alert.settings.WebhookSecret;
import org.nexusauth.management.alert.settings.WebhookSettings;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;

/** What mails and webhook requests say. */
final class AlertMessageTest {
  private static final Instant AT = Instant.parse("2026-11-30T13:00:00Z");
  private static final AlertSubject KEY = new AlertSubject("org_a", "int_a", "k\r\nBcc: x\u202e1");

  private static DeliveryWriter writer(URI console) {
    return new DeliveryWriter(
        new AlertSettings(
            new WebhookSettings(
                URI.create("https://h.example.com/x"),
                List.of(
                    WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow()),
                false),
            new MailSettings(List.of("ops@example.com"), "mail/x"),
            QuietHours.NEVER,
            console,
            AlertThresholds.DEFAULT));
  }

  private static AlertEvent event(AlertChange change, AlertSeverity severity, String sentence) {
    Finding finding = new Finding(AlertKind.REVOKED_KEY_USED, KEY, severity, sentence);
    AlertTimes times = new AlertTimes(AT, AT.plusSeconds(120), 2, null);
    return new AlertEvent(
        AT, change, new Alert("alr_1", finding, times, null, AlertNotice.FIRST, 1));
  }

  private static AlertDelivery compose(URI console, AlertChannel channel, AlertEvent... events) {
    return writer(console).compose(AT, List.of(events)).stream()
        .filter(delivery -> delivery.channel() == channel)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void mail_saysWhatHasHappened_andWhatToDo() {
    AlertDelivery mail =
        compose(
            URI.create("https://api.example.com/console/"),
            AlertChannel.MAIL,
            event(AlertChange.OPENED, AlertSeverity.CRITICAL, "The key … is used.\r\nBcc: a@b.c"));

    assertThat(mail.message().title()).isEqualTo("[critical] The key … is used.  Bcc: a@b.c");
    assertThat(mail.message().body())
        .isEqualTo(
            """
            CRITICAL - Revoked key in use

            The key … is used.  Bcc: a@b.c

            About: key k  Bcc: x 1 of integration int_a in organization org_a
            Since: 2026-11-30 13:00 UTC
            Found again: 2 times, last at 2026-11-30 13:02 UTC
            What to do: Find the client by its network and version in the error log. If the key \
            had leaked, an attacker tries it; else a client was forgotten: give it the new key.
            Console: https://api.example.com/console/alerts/alr_1

            --
            Sent by Nexus Auth. Who gets it is set by nexus.auth.alerts.mail.to.
            """);
  }

  @Test
  void mailOfSeveralAlerts_hasTheMostSevereFirst_andABoundedLength() {
    List<AlertEvent> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(event(AlertChange.OPENED, AlertSeverity.WARNING, "x".repeat(5_000)));
    }
    events.add(event(AlertChange.ESCALATED, AlertSeverity.CRITICAL, "Last and worst."));
    AlertDelivery mail = compose(null, AlertChannel.MAIL, events.toArray(AlertEvent[]::new));

    assertThat(mail.message().title()).isEqualTo("[critical] 61 alerts, 1 of them critical");
    assertThat(mail.message().body())
        .startsWith("CRITICAL - Revoked key in use, more severe than before\n\nLast and worst.")
        .contains("11 more alerts are in the console.")
        .doesNotContain("Console: ")
        .hasSizeLessThan(100_000);
    assertThat(
            compose(
                    null,
                    AlertChannel.MAIL,
                    event(AlertChange.OPENED, AlertSeverity.INFO, "y".repeat(900)))
                .message()
                .title())
        .hasSize(120);
  }

  @Test
  void webhook_hasTheAlertAsJson() {
    AlertDelivery webhook =
        compose(
            URI.create("https://api.example.com/console"),
            AlertChannel.WEBHOOK,
            event(AlertChange.OPENED, AlertSeverity.WARNING, "A \"quoted\" sentence."));

    assertThat(webhook.message().body())
        .isEqualTo(
            """
            {"type":"alerts.notified","timestamp":"2026-11-30T13:00:00Z","data":{"alerts":[{\
            "id":"alr_1","change":"opened","rule":"revoked-key-used","severity":"warning",\
            "sentence":"A \\"quoted\\" sentence.","organizationId":"org_a",\
            "integrationId":"int_a","keyId":"k\\r\\nBcc: x\u202e1",\
            "openedAt":"2026-11-30T13:00:00Z","lastSeenAt":"2026-11-30T13:02:00Z","repeats":2,\
            "url":"https://api.example.com/console/alerts/alr_1"}]}}""");
    assertThat(webhook.id()).startsWith("msg_");
  }

  @Test
  void webhooks_haveTwentyAlertsAtMost_andMailNoneThatIsClosed() {
    List<AlertEvent> events = new ArrayList<>();
    for (int i = 0; i < 41; i++) {
      events.add(event(AlertChange.CLOSED, AlertSeverity.INFO, "Over."));
    }

    List<AlertDelivery> deliveries = writer(null).compose(AT, events);

    assertThat(deliveries)
        .extracting(AlertDelivery::channel)
        .containsExactly(AlertChannel.WEBHOOK, AlertChannel.WEBHOOK, AlertChannel.WEBHOOK);
    assertThat(deliveries).extracting(AlertDelivery::id).doesNotHaveDuplicates();
    assertThat(writer(null).compose(AT, List.of())).isEmpty();
  }

  @Test
  void test_saysWhoAskedForIt() {
    List<AlertDelivery> tests = writer(null).composeTest(AT, "ada\r\nBcc: x");

    assertThat(tests.get(0).message().body())
        .isEqualTo(
            "{\"type\":\"alerts.test\",\"timestamp\":\"2026-11-30T13:00:00Z\","
                + "\"data\":{\"requestedBy\":\"ada\\r\\nBcc: x\"}}");
    assertThat(tests.get(1).message().body()).contains("for ada  Bcc: x.");
  }
}
