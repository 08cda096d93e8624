package org.nexusauth.management.alert.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.PropertySource;
import org.nexusauth.management.alert.rule.AlertThresholds;

/** The properties of alerts. */
final class AlertSettingsReaderTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String URL = "https://hooks.example.com/s3cr3t-path?token=s3cr3t";

  private static AlertSettings read(String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put("nexus.auth.alerts." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return AlertSettingsReader.read(Configuration.of(PropertySource.of("test", values)));
  }

  @Test
  void nothing_isSetByDefault() {
    assertThat(read()).isEqualTo(AlertSettings.NONE);
  }

  @Test
  void settings_areRead() {
    AlertSettings settings =
        read(
            "webhook.url", URL,
            "webhook.secret", SECRET + " , " + SECRET,
            "mail.to", "ops@example.com, ada@example.org",
            "mail.session", "mail/alerts",
            "quiet", "22:00-07:00 Europe/Berlin",
            "console.url", "https://api.example.com/console",
            "traffic.deviations", "4.5",
            "limit.percents", "80, 100",
            "unused.after", "P30D",
            "old.key.after", "7200");

    WebhookSettings webhook = Objects.requireNonNull(settings.webhook());
    assertThat(webhook.url()).isEqualTo(URI.create(URL));
    assertThat(webhook.secrets()).hasSize(2);
    assertThat(webhook.privateAllowed()).isFalse();
    assertThat(settings.toString()).doesNotContain("s3cr3t", "MfKQ9r8G");
    assertThat(Objects.requireNonNull(settings.mail()).to())
        .containsExactly("ops@example.com", "ada@example.org");
    assertThat(settings.quietHours()).hasToString("22:00-07:00 Europe/Berlin");
    assertThat(settings.consoleUrl()).hasToString("https://api.example.com/console");
    AlertThresholds thresholds = settings.thresholds();
    assertThat(thresholds.trafficDeviations()).isEqualTo(4.5);
    assertThat(thresholds.limitPercents()).containsExactly(80, 100);
    assertThat(thresholds.unusedAfter()).isEqualTo(Duration.ofDays(30));
    assertThat(thresholds.oldKeyAfter()).isEqualTo(Duration.ofHours(2));
    assertThat(thresholds.errorShare()).isEqualTo(AlertThresholds.DEFAULT.errorShare());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        argumentSet("no secret", "alerts.webhook.secret is not", List.of("webhook.url", URL)),
        argumentSet("no URL", "webhook.url is not set", List.of("webhook.secret", SECRET)),
        argumentSet("http", "must be https", withSecret("http://hooks.example.com/s3cr3t")),
        argumentSet("file", "absolute https URL", withSecret("file:///s3cr3t")),
        argumentSet("user", "without user or password", withSecret("https://s3cr3t:p@h.com/")),
        argumentSet("blank", "absolute https URL", withSecret("https://h.com/s3cr3t and more")),
        argumentSet("line end", "absolute https URL", withSecret("https://h.com/s3cr3t\r\nX: y")),
        argumentSet("not ASCII", "absolute https URL", withSecret("https://h.com/s3cr3t\u00e9")),
        argumentSet("relative", "absolute https URL", withSecret("/s3cr3t")),
        argumentSet("short address", "absolute https URL", withSecret("https://127.1/s3cr3t")),
        argumentSet("hex address", "absolute https URL", withSecret("https://0x7f.1/s3cr3t")),
        argumentSet("fragment", "no fragment", withSecret("https://h.com/s3cr3t#x")),
        argumentSet(
            "secret without prefix",
            "secret 1 is not whsec_",
            List.of("webhook.url", URL, "webhook.secret", "s3cr3tAAAAAAAAAAAAAAAAAAAAAAAAAA")),
        argumentSet(
            "short secret",
            "secret 2 is not whsec_",
            List.of("webhook.url", URL, "webhook.secret", SECRET + ",whsec_s3cr3tAA")),
        argumentSet("empty secret", "is empty", List.of("webhook.url", URL, "webhook.secret", " ")),
        argumentSet("flag", "true or false", List.of("webhook.private", "yes")),
        argumentSet("no session", "mail.session is not", List.of("mail.to", "a@example.com")),
        argumentSet("no address", "mail.to is not set", List.of("mail.session", "mail/x")),
        argumentSet("wrong address", "mail addresses", mailTo("a@example.com,ada")),
        argumentSet("header in address", "mail addresses", mailTo("a@b.com\r\nBcc: c@d.com")),
        argumentSet("quiet", "22:00-07:00 Europe/Berlin", List.of("quiet", "22-7")),
        argumentSet("quiet zone", "22:00-07:00", List.of("quiet", "22:00-07:00 Europe/Nowhere")),
        argumentSet("quiet nothing", "two different", List.of("quiet", "07:00-07:00")),
        argumentSet("quiet time", "22:00-07:00", List.of("quiet", "25:00-07:00")),
        argumentSet("console", "absolute https URL", List.of("console.url", "console")),
        argumentSet("number", "a number such as", List.of("traffic.ratio", "x")),
        argumentSet("NaN", "a number such as", List.of("traffic.ratio", "NaN")),
        argumentSet("whole", "whole numbers", List.of("limit.percents", "75,x")),
        argumentSet("duration", "ISO-8601", List.of("unused.after", "90d")),
        argumentSet(
            "range", "alerts.errors.share must be at most 1", List.of("errors.share", "2")));
  }

  private static List<String> withSecret(String url) {
    return List.of("webhook.url", url, "webhook.secret", SECRET);
  }

  private static List<String> mailTo(String addresses) {
    return List.of("mail.to", addresses, "mail.session", "mail/alerts");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongSetting_stopsTheStart_andShowsNoSecret(String problem, List<String> properties) {
    assertThatThrownBy(() -> read(properties.toArray(String[]::new)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("NEXUS-1010 nexus.auth.alerts.")
        .hasMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t", "MfKQ9r8G"));
  }

  @Test
  void httpUrl_isAllowedWhereReceiversMayBePrivate() {
    AlertSettings settings =
        read(
            "webhook.url", "http://127.0.0.1:8080/hook",
            "webhook.secret", SECRET,
            "webhook.private", "true");

    assertThat(Objects.requireNonNull(settings.webhook()).receiver())
        .isEqualTo("http://127.0.0.1:8080");
  }

  @ParameterizedTest
  @CsvSource({
    "22:00-07:00 Europe/Berlin, 2026-12-01T20:59:59Z, false",
    "22:00-07:00 Europe/Berlin, 2026-12-01T21:00:00Z, true",
    "22:00-07:00 Europe/Berlin, 2026-12-02T05:59:59Z, true",
    "22:00-07:00 Europe/Berlin, 2026-12-02T06:00:00Z, false",
    "22:00-07:00 Europe/Berlin, 2026-07-01T20:00:00Z, true", // Summer time.
    "22:00-07:00 Europe/Berlin, 2026-07-02T05:00:00Z, false",
    "01:00-02:00, 2026-12-01T01:30:00Z, true",
    "01:00-02:00, 2026-12-01T02:00:00Z, false",
    "01:00-02:00 America/New_York, 2026-12-01T06:00:00Z, true",
  })
  void quietHours_areByTheClocksOfTheirZone(String hours, Instant at, boolean quiet) {
    assertThat(QuietHours.parse(hours).orElseThrow().contains(at)).isEqualTo(quiet);
    assertThat(QuietHours.NEVER.contains(at)).isFalse();
  }
}
