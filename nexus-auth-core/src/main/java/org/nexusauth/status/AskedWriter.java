package org.nexusauth.status;

/**
 * Writes to a store that is asked for each request: refuses here at once what is revoked here, even
 * when the store cannot be reached, and forgets what was kept of its answers.
 */
final class AskedWriter implements RevocationWriter {
  private final RevocationWriter engine;
  private final OwnRevocations own;
  private final KeptStatuses kept;

  AskedWriter(RevocationWriter engine, OwnRevocations own, KeptStatuses kept) {
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
