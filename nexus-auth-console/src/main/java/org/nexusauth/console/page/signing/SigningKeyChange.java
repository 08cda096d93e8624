package org.nexusauth.console.page.signing;

import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.page.Notice;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.signing.SigningKeys;

/** What can be done to a signing key that is there. */
public enum SigningKeyChange {
  /** The next key signs. */
  ACTIVATE("activate", "Make it sign", Notice.SIGNING_KEY_ACTIVATED),
  /** A key that has signed before signs again. */
  ROLL_BACK("roll-back", "Roll back", Notice.SIGNING_KEY_ROLLED_BACK),
  /** It is published no more. */
  RETIRE("retire", "Retire", Notice.SIGNING_KEY_RETIRED),
  /** It was stolen. */
  REVOKE("revoke", "Revoke", Notice.SIGNING_KEY_REVOKED);

  private final String path;
  private final String label;
  private final Notice notice;

  SigningKeyChange(String path, String label, Notice notice) {
    this.path = path;
    this.label = label;
    this.notice = notice;
  }

  /** Returns the last segment of its address. */
  public String path() {
    return path;
  }

  /** Returns what a link to it says. */
  public String label() {
    return label;
  }

  Notice notice() {
    return notice;
  }

  /** Returns what the button says that does it, which names the key. */
  public String describe(String keyId) {
    return switch (this) {
      case ACTIVATE -> "Make " + keyId + " sign";
      case ROLL_BACK -> "Roll back to " + keyId;
      case RETIRE -> "Retire " + keyId;
      case REVOKE -> "Revoke " + keyId;
    };
  }

  /** Returns whether API keys end by it. */
  public boolean isDangerous() {
    return this == RETIRE || this == REVOKE;
  }

  /** Returns whether the private part of the key is used. */
  boolean needsSecret() {
    return this == ACTIVATE || this == ROLL_BACK;
  }

  boolean isPossible(SigningKeyState state) {
    return switch (this) {
      case ACTIVATE -> state == SigningKeyState.NEXT;
      case ROLL_BACK -> state == SigningKeyState.VERIFY_ONLY;
      case RETIRE -> state == SigningKeyState.NEXT || state == SigningKeyState.VERIFY_ONLY;
      case REVOKE -> state != SigningKeyState.REVOKED;
    };
  }

  void apply(ConsoleCall call, String keyId, SigningKeyChangeForm form) {
    SigningKeys keys = call.services().signingKeys();
    ExpectedVersion version = ExpectedVersion.of(form.version());
    switch (this) {
      case ACTIVATE -> keys.activate(call.context(), keyId, form.force(), version);
      case ROLL_BACK -> keys.rollBack(call.context(), keyId, version);
      case RETIRE -> keys.retire(call.context(), keyId, form.acceptedKeys(), version);
      case REVOKE -> keys.revoke(call.context(), keyId, form.reason(), version);
    }
  }
}
