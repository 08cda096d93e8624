package org.nexusauth.revocation.internal;

import java.time.Duration;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** Writes to the engine; what was written is in force on this node when the call returns. */
final class ReplicatedWriter implements RevocationWriter {
  private final RevocationWriter engine;
  private final FeedReplicator replicator;

  ReplicatedWriter(RevocationWriter engine, FeedReplicator replicator) {
    this.engine = engine;
    this.replicator = replicator;
  }

  /**
   * On this node first: the key is denied here even if the engine cannot be reached. One that could
   * be withdrawn is read from the feed instead: in the order of the feed it is withdrawn here too,
   * and one that was not stored must not end the key on this node alone.
   */
  @Override
  public Revocation revoke(Revocation revocation) {
    if (RemoteWriter.canBeWithdrawn(revocation, replicator.clockTime())) {
      Revocation inForce = engine.revoke(revocation);
      requireReadBack("the revocation");
      return inForce;
    }
    replicator.applyLocal(Change.of(revocation));
    return engine.revoke(revocation);
  }

  /** What is in force on this node stays, whatever the clock of the engine says. */
  @Override
  public boolean withdrawScheduled(Subject subject) {
    if (replicator.isRevokedWithin(WITHDRAWAL_MARGIN, SubjectId.of(subject))) {
      return false;
    }
    boolean withdrawn = engine.withdrawScheduled(subject);
    requireReadBack("the withdrawal");
    return withdrawn;
  }

  /**
   * The feed is read immediately instead of applying the switch, so that an older switch that is
   * still to be read cannot undo it.
   */
  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    engine.setEnabled(subject, enabled, reason);
    requireReadBack("the switch");
  }

  private void requireReadBack(String written) {
    if (!replicator.catchUp(Duration.ZERO)) {
      throw new StatusUnavailableException(
          written
              + " is stored, but this node could not read it back: it takes effect here when it"
              + " has");
    }
  }
}
