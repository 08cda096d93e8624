package org.nexusauth.management.signing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;

/** The lives of signing keys; an admin may. Thread-safe. */
public final class SigningKeys {
  /** Lists the signing keys, the newest first. */
  public List<SigningKeyView> list(Operator operator) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Makes the next key and publishes it. */
  public SigningKeyView prepareNext(ChangeContext context, @Nullable String keyId) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Imports a private key as the next one. */
  public SigningKeyView importNext(ChangeContext context, SigningKey key) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Makes the next key sign; not before verifiers have had the time to read it, unless forced. */
  public SigningKeyView activate(ChangeContext context, String keyId, boolean force, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Makes the previous key sign again. */
  public SigningKeyView rollBack(ChangeContext context, String keyId, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Retires a verify-only key: its keys are denied. */
  public SigningKeyView retire(ChangeContext context, String keyId, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Revokes a stolen key: all keys that it has signed are denied. */
  public SigningKeyView revoke(ChangeContext context, String keyId, String reason, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Returns the JWK set of the keys that are published: next, signing, verify-only. */
  public String publishedKeys() {
    throw new UnsupportedOperationException("to be written");
  }

  /** Returns the key that signs now. */
  public SigningKey currentKey() {
    throw new UnsupportedOperationException("to be written");
  }

}
