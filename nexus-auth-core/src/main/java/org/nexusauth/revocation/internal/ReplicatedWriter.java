package org.nexusauth.revocation.internal;

import java.time.Duration;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;

/**
 * Writes to the engine and sees to it that what was written is in force on this node when the call
 * returns.
 */
final class ReplicatedWriter implements RevocationWriter {
  private final RevocationWriter engine;
  private final FeedReplicator follower;

  ReplicatedWriter(RevocationWriter engine, FeedReplicator follower) {
    this.engine = engine;
    this.follower = follower;
  }

  /** On this node first: the key is refused here even when the engine cannot be reached. */
  @Override
  public Revocation revoke(Revocation revocation) {
    follower.apply(Change.of(revocation));
    return engine.revoke(revocation);
  }

  /**
   * The feed is read at once instead of applying the switch, so that an older switch that is still
   * on its way cannot undo it.
   */
  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    engine.setEnabled(subject, enabled, reason);
    if (!follower.catchUp(Duration.ZERO)) {
      throw new StatusUnavailableException(
          "the switch is stored, but this node could not read it back: it obeys when it has");
    }
  }
}
