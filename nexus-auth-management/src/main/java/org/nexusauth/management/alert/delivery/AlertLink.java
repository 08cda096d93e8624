package org.nexusauth.management.alert.delivery;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.nexusauth.management.model.alert.Alert;

/** The address of an alert in the console. */
final class AlertLink {
  private AlertLink() {}

  static String of(URI console, Alert alert) {
    String base = console.toString().replaceFirst("/+$", "");
    return base + "/alerts/" + URLEncoder.encode(alert.id(), StandardCharsets.UTF_8);
  }
}
