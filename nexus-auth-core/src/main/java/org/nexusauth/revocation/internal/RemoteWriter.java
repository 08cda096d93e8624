package org.nexusauth.revocation.internal;

import java.time.Instant;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

/**
 * Writes to a remote store. What is revoked here is revoked on this node immediately, even if the
 * store cannot be reached; cached active statuses are no longer used after a write.
 */
final class RemoteWriter implements RevocationWriter {
  private final RevocationWriter engine;
  private final LocalRevocations local;
  private final StatusCache cache;

  RemoteWriter(RevocationWriter engine, LocalRevocations local, StatusCache cache) {
    this.engine = engine;
    this.local = local;
    this.cache = cache;
  }

  /**
   * Returns whether a revocation is scheduled for so late that another node may withdraw it: this
   * node must not keep it by itself.
   */
  static boolean canBeWithdrawn(Revocation revocation, Instant now) {
    return revocation.issuedBefore() == null
        && revocation.effectiveAt().isAfter(now.plus(WITHDRAWAL_MARGIN));
  }

  @Override
  public boolean withdrawScheduled(Subject subject) {
    try {
      return engine.withdrawScheduled(subject);
    } finally {
      cache.recordWrite();
    }
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    local.add(revocation);
    try {
      return engine.revoke(revocation);
    } finally {
      cache.recordWrite();
    }
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    try {
      engine.setEnabled(subject, enabled, reason);
    } finally {
      cache.recordWrite();
    }
  }
}
