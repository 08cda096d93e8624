package org.nexusauth;

import java.util.Optional;
import org.nexusauth.config.GateSettings;
import org.nexusauth.internal.Printable;

/** Says in one line how a gate is set, for the log at the start. */
final class Summary {
  private Summary() {}

  static String of(GateSettings settings, String keys, Optional<String> store) {
    String issuer = settings.claims().issuer();
    return "%s · %s · skew %s s · %s%s%s%s"
        .formatted(
            issuer == null ? "any issuer" : "issuer " + Printable.of(issuer),
            keys,
            settings.claims().skew().toSeconds(),
            store
                .map(name -> "revocation " + name)
                .orElse("revocation none: keys cannot be revoked before they expire"),
            store.isPresent() && settings.status().allowWhenUnavailable()
                ? " (keys pass while it does not answer)"
                : "",
            settings.claims().expiryRequired() ? "" : " · keys without expiry are accepted",
            settings.failuresPerMinute() == 0
                ? ""
                : " · at most " + settings.failuresPerMinute() + " failures a minute an address");
  }
}
