package org.nexusauth.management.alert.settings;

import java.net.URI;
import java.util.List;

/**
 * Where a webhook is. Its text shows neither the path, which may be a secret, nor the secrets.
 *
 * @param url the address
 * @param secrets sign each request, the first one first
 * @param privateAllowed whether it may be at an address that is not public
 */
public record WebhookSettings(URI url, List<WebhookSecret> secrets, boolean privateAllowed) {

  /** Copies the secrets. */
  public WebhookSettings {
    secrets = List.copyOf(secrets);
  }

  /** Returns scheme, host and port. */
  public String receiver() {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  @Override
  public String toString() {
    return "WebhookSettings[" + receiver() + "]";
  }
}
