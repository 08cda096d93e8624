package org.nexusauth.jdbc.internal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a URL of PostgreSQL's driver lets revocations cross a network without TLS. */
public final class TransportSecurity {
  private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://([^/?]+)[/?]?.*");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)\\]?)(:\\d*)?");

  /** Parameters with which the driver does not fall back to plain text. */
  private static final Pattern ENCRYPTED =
      Pattern.compile("(?i).*[?&](sslmode=(require|verify-ca|verify-full)|ssl(=true)?)(&.*)?");

  private TransportSecurity() {}

  /** Returns whether a host that is not this machine may be reached in plain text. */
  public static boolean mayCrossANetwork(String url) {
    Matcher hosts = HOSTS.matcher(url);
    if (!hosts.matches() || ENCRYPTED.matcher(url).matches()) {
      return false; // Without a host it is localhost.
    }
    return !List.of(hosts.group(1).toLowerCase(Locale.ROOT).split(",")).stream()
        .allMatch(host -> LOOPBACK.matcher(host).matches());
  }
}
