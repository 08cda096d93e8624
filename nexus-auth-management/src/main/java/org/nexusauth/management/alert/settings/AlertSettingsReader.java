package org.nexusauth.management.alert.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;

/** Reads the settings of alerts, or stops the start. */
public final class AlertSettingsReader {
  private static final int MAX_ADDRESSES = 50;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");

  private final PropertyReader properties;

  private AlertSettingsReader(Configuration configuration) {
    this.properties = new PropertyReader(configuration);
  }

  /**
   * Reads and checks the settings.
   *
   * @throws ConfigurationException for the first that is wrong
   */
  public static AlertSettings read(Configuration configuration) {
    AlertSettingsReader reader = new AlertSettingsReader(configuration);
    return new AlertSettings(
        reader.readWebhook(),
        reader.readMail(),
        reader.readQuietHours(),
        reader.readConsoleUrl(),
        ThresholdProperties.read(reader.properties));
  }

  private @Nullable WebhookSettings readWebhook() {
    boolean privateAllowed = properties.readFlag(AlertProperties.WEBHOOK_PRIVATE);
    Optional<GivenProperty> url = properties.find(AlertProperties.WEBHOOK_URL);
    Optional<GivenProperty> secret = properties.find(AlertProperties.WEBHOOK_SECRET);
    if (url.isEmpty()) {
      requireMissing(secret, AlertProperties.WEBHOOK_URL);
      return null;
    }
    if (secret.isEmpty()) {
      throw new ConfigurationException(
          AlertProperties.WEBHOOK_URL
              + " is set, and "
              + AlertProperties.WEBHOOK_SECRET
              + " is not: the receiver could not tell our requests from others; make one with: echo"
              + " whsec_$(openssl rand -base64 32)");
    }
    return new WebhookSettings(
        parseWebhookUrl(url.get(), privateAllowed), parseSecrets(secret.get()), privateAllowed);
  }

  private static void requireMissing(Optional<GivenProperty> given, String needed) {
    if (given.isPresent()) {
      throw ConfigurationException.of(
          given.get(), "has no effect while %s is not set; set it too".formatted(needed));
    }
  }

  /** A path or query may be a secret of the receiver, so it is in no message. */
  private static URI parseWebhookUrl(GivenProperty given, boolean privateAllowed) {
    GivenProperty shown = new GivenProperty(given.name(), "…", given.origin());
    URI url = parseUrl(given.value(), shown);
    if (url.getRawFragment() != null) {
      throw ConfigurationException.of(shown, "must have no fragment (#…)");
    }
    if (url.getScheme().equalsIgnoreCase("http") && !privateAllowed) {
      throw ConfigurationException.of(
          shown,
          "must be https; http is for receivers in a private network, with "
              + AlertProperties.WEBHOOK_PRIVATE
              + "=true");
    }
    return url;
  }

  private static URI parseUrl(String text, GivenProperty shown) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme();
      if (url.getHost() == null
          || url.getRawUserInfo() != null
          || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
          || !url.toASCIIString().equals(text)) {
        throw notAUrl(shown);
      }
      return url;
    } catch (URISyntaxException e) {
      throw notAUrl(shown);
    }
  }

  private static ConfigurationException notAUrl(GivenProperty shown) {
    return ConfigurationException.of(
        shown, "expected an absolute https URL in ASCII, with a host and without user or password");
  }

  private static List<WebhookSecret> parseSecrets(GivenProperty given) {
    List<WebhookSecret> secrets = new ArrayList<>();
    for (String text : given.value().split(",", -1)) {
      int number = secrets.size() + 1;
      secrets.add(
          WebhookSecret.parse(text.strip())
              .orElseThrow(
                  () ->
                      ConfigurationException.of(
                          given,
                          "secret %s is not whsec_ and base64 of %s to %s bytes; make one with: echo whsec_$(openssl rand -base64 32)"
                              .formatted(
                                  number, WebhookSecret.MIN_BYTES, WebhookSecret.MAX_BYTES))));
    }
    return secrets;
  }

  private @Nullable MailSettings readMail() {
    Optional<GivenProperty> to = properties.find(AlertProperties.MAIL_TO);
    Optional<GivenProperty> session = properties.find(AlertProperties.MAIL_SESSION);
    if (to.isEmpty()) {
      requireMissing(session, AlertProperties.MAIL_TO);
      return null;
    }
    if (session.isEmpty()) {
      throw new ConfigurationException(
          AlertProperties.MAIL_TO
              + " is set, and "
              + AlertProperties.MAIL_SESSION
              + " is not: set it to the JNDI name of a mail session of the server, for example"
              + " mail/alerts");
    }
    List<String> addresses =
        Arrays.stream(to.get().value().split(",", -1)).map(String::strip).toList();
    if (addresses.size() > MAX_ADDRESSES
        || !addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
      throw ConfigurationException.of(
          to.get(),
          "expected 1 to %s mail addresses with commas between them".formatted(MAX_ADDRESSES));
    }
    return new MailSettings(addresses, session.get().value());
  }

  private QuietHours readQuietHours() {
    return properties
        .find(AlertProperties.QUIET)
        .map(
            given ->
                QuietHours.parse(given.value())
                    .orElseThrow(
                        () ->
                            ConfigurationException.of(
                                given,
                                "expected two different times and a zone, for example 22:00-07:00"
                                    + " Europe/Berlin")))
        .orElse(QuietHours.NEVER);
  }

  private @Nullable URI readConsoleUrl() {
    return properties
        .find(AlertProperties.CONSOLE_URL)
        .map(given -> parseUrl(given.value(), given))
        .orElse(null);
  }
}
