package org.nexusauth.management.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a key was used; at most a second late.
 *
 * @param firstAt the first request that it was granted
 * @param lastAt the last one
 * @param network the network of the last one: an IPv4 /24 or IPv6 /64, for example 10.2.0.0/24
 * @param clientVersion the {@code X-Client-Version} of the last one that sent any; null for none
 */
public record KeyUse(
    Instant firstAt, Instant lastAt, @Nullable String network, @Nullable String clientVersion) {

  /**
   * Returns both uses of one key in one: the earliest first use, and the latest last one with its
   * network; with its client version, or, if it sent none, with that of the other use.
   */
  public KeyUse mergedWith(KeyUse other) {
    if (other.lastAt.isAfter(lastAt)) {
      return other.mergedWith(this);
    }
    Instant first = firstAt;
    if (other.firstAt.isBefore(first)) {
      first = other.firstAt;
    }
    return new KeyUse(first, lastAt, network, latestVersion(other));
  }

  private @Nullable String latestVersion(KeyUse earlier) {
    if (clientVersion == null) {
      return earlier.clientVersion;
    }
    return clientVersion;
  }
}
