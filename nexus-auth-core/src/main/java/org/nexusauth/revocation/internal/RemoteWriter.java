package org.nexusauth.revocation.internal;

import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

/**
 * Writes to a store that is asked for each request: refuses here at once what is revoked here, even
 * when the store cannot be reached, and forgets what was kept of its answers.
 */
final class RemoteWriter implements RevocationWriter {
  private final RevocationWriter engine;
  private final LocalRevocations own;
  private final StatusCache kept;

  RemoteWriter(RevocationWriter engine, LocalRevocations own, StatusCache kept) {
    this.engine = engine;
    this.own = own;
    this.kept = kept;
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    own.add(revocation);
    try {
      return engine.revoke(revocation);
    } finally {
      kept.written();
    }
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    try {
      engine.setEnabled(subject, enabled, reason);
    } finally {
      kept.written();
    }
  }
}
