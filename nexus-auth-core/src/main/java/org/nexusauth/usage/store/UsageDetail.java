package org.nexusauth.usage.store;

/**
 * By what requests are counted besides their outcome.
 *
 * @param kind what it is
 * @param value its value, sanitized and at most {@link #MAX_LENGTH} characters; {@link #OTHER} for
 *     all values of a key that there was no room for
 */
public record UsageDetail(Kind kind, String value) {
  /** The length that values are cut to. */
  public static final int MAX_LENGTH = 200;

  /** Stands for values that there was no room for. */
  public static final String OTHER = "(other)";

  /** What is counted by. */
  public enum Kind {
    /** The resource: a template or a URL pattern. */
    ROUTE,
    /** The client's version, as it says itself. */
    CLIENT_VERSION,
    /** The caller's network: an IPv4 /24 or IPv6 /64. */
    NETWORK
  }

  /** Checks the length. */
  public UsageDetail {
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a value has at most " + MAX_LENGTH + " characters");
    }
  }
}
