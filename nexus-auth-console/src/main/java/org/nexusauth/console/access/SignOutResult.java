package org.nexusauth.console.access;

/** What has become of the session of someone who signs out. */
public enum SignOutResult {
  /** It has ended, or there was none. */
  ENDED,
  /** The browser keeps name and password, or a certificate, and sends them again by itself. */
  KEPT_BY_BROWSER,
  /** This login ends its sessions elsewhere. */
  LEFT_TO_APPLICATION
}
