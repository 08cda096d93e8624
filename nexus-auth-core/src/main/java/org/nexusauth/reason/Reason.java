package org.nexusauth.reason;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was denied: the one table of codes, statuses, public messages and hints.
 *
 * <p>The codes are part of the contract with clients; each is explained in {@code docs/reasons.md}.
 */
public enum Reason {
  /** No value, or an empty one. */
  KEY_MISSING(401, "Send the key in the {header} header."),
  /** More than one value, or several joined by commas. */
  KEY_REPEATED(401, "Send one {header} header with one key in it."),
  /** The word {@code Bearer} stands before the key. */
  KEY_BEARER_PREFIX(401, "Send the key alone in the {header} header, without \"Bearer\"."),
  /** A space, a tab or a line break stands in the value. */
  KEY_WHITESPACE(
      401, "Remove the whitespace from the value of the {header} header; copy the key again."),
  /** The value has more characters than any key. */
  KEY_TOO_LONG(401, "The value of the {header} header is longer than any key; copy the key again."),
  /** The value is not three parts of canonical base64url. */
  KEY_MALFORMED(
      401, "The value of the {header} header is not a key: copy all of it, from eyJ to its end."),
  /** Signature, algorithm, key id, issuer, audience or the form of the claims: one opaque code. */
  KEY_INVALID(401, null),
  /** The key's {@code exp} has passed. */
  KEY_EXPIRED(401, "The key has expired: request a new one."),
  /** The key's {@code nbf} or {@code iat} is still to come. */
  KEY_NOT_YET_VALID(
      401, "The key is not valid yet: wait, or check the clocks of the issuer and of this server."),
  /** The key, or what it belongs to, was revoked. */
  KEY_REVOKED(401, "The key was revoked: request a new one."),
  /** A permission that the resource needs is not in the key. */
  PERMISSION_MISSING(403, "The key lacks a permission that this resource needs."),
  /** The integration is switched off. */
  INTEGRATION_DISABLED(403, "The integration is disabled: its organization can enable it."),
  /** The agent is switched off, or the resource belongs to another one. */
  AGENT_RESTRICTED(403, "The key's agent may not use this resource."),
  /** The resource denies every request. */
  ACCESS_DENIED(403, null),
  /** The key has used up a limit of its plan. */
  RATE_LIMITED(429, null),
  /** The caller's address sent too many invalid keys; this one was not verified. */
  TOO_MANY_FAILURES(429, null),
  /** The key's status is not known at present. */
  STATUS_UNAVAILABLE(503, null);

  private final int status;
  private final String code = name().toLowerCase(Locale.ROOT);
  private final @Nullable String hint;

  Reason(int status, @Nullable String hint) {
    this.status = status;
    this.hint = hint;
  }

  /** Returns the HTTP status: 401, 403, 429 or 503. */
  public int status() {
    return status;
  }

  /** Returns the code that clients see, for example {@code key_expired}. */
  public String code() {
    return code;
  }

  /** Returns the contract's message of this reason's status. */
  public String message() {
    return switch (status) {
      case 401 -> "Invalid API key";
      case 403 -> "Insufficient permissions";
      case 429 -> "Rate limit exceeded";
      default -> "Key status unavailable";
    };
  }

  /**
   * Returns the reason phrase of this reason's status (RFC 9110 §15, RFC 6585 §4), the body's
   * {@code error}.
   */
  public String error() {
    return switch (status) {
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 429 -> "Too Many Requests";
      default -> "Service Unavailable";
    };
  }

  /**
   * Returns what the caller can do, or empty where a hint would help an attacker only.
   *
   * <p>{@code {header}} stands for the header's configured name. Where it is known which
   * permissions are missing, the hint that clients get names them instead; where a revoked key was
   * replaced in a rotation, it names the rotation.
   */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
