package org.nexusauth.status;

/** Writes to a store and forgets what was kept of its answers, so that the next one is asked. */
final class ForgettingWriter implements RevocationWriter {
  private final RevocationWriter engine;
  private final KeptStatuses kept;

  ForgettingWriter(RevocationWriter engine, KeptStatuses kept) {
    this.engine = engine;
    this.kept = kept;
  }

  @Override
  public Revocation revoke(Revocation revocation) {
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
