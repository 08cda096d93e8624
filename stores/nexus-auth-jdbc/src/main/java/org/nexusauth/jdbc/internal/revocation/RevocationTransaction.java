package org.nexusauth.jdbc.internal.revocation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.FeedHeadRow;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StoredRevocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.kit.RevocationNormalizer;
import org.nexusauth.revocation.kit.StoredChange;
import org.nexusauth.revocation.kit.Withdrawal;

/**
 * Writes revocations in the transaction of a connection, which its owner commits. Each write locks
 * the head until then. Used by one thread.
 */
public final class RevocationTransaction {
  private final Connection connection;
  private final Dialect dialect;
  private final Clock clock;

  /** Writes over a connection without auto-commit. */
  public RevocationTransaction(Connection connection, Dialect dialect, Clock clock) {
    this.connection = connection;
    this.dialect = dialect;
    this.clock = clock;
  }

  /** Inserts a revocation unless an earlier one covers it, and returns the one in force. */
  public Revocation revoke(Revocation given) throws SQLException {
    Revocation revocation = RevocationNormalizer.roundRevocation(given);
    Cursor head = lockHead();
    StoredRevocation added = StoredRevocation.of(revocation, now());
    List<StoredRevocation> known =
        StoredChange.revocationsOf(
            revocation.subject(),
            new ChangeTable(connection).readOf(SubjectId.of(revocation.subject())));
    StoredRevocation inForce = added.mergedWith(known);
    if (!known.contains(inForce)) {
      append(head, Change.of(inForce.revocation()), inForce.immediate());
    }
    return inForce.revocation();
  }

  /** Withdraws the scheduled revocations of a whole subject, and returns whether there were any. */
  public boolean withdrawScheduled(Subject subject) throws SQLException {
    Cursor head = lockHead();
    ChangeTable changes = new ChangeTable(connection);
    Instant latest = Collections.max(List.of(now(), dialect.currentTime(connection)));
    Optional<Withdrawal> found =
        Withdrawal.find(subject, changes.readOf(SubjectId.of(subject)), latest);
    if (found.isEmpty()) {
      return false;
    }
    List<Long> deleted = found.get().deleted();
    changes.delete(deleted);
    new FeedHeadRow(connection, dialect).recordDeletions(deleted.size());
    append(head, found.get().change(), false);
    return true;
  }

  /** Switches a subject, and returns whether anything changed. */
  public boolean setEnabled(Subject subject, boolean enabled, String reason) throws SQLException {
    Change wanted = Change.of(subject, enabled, now(), RevocationNormalizer.cleanText(reason));
    Cursor head = lockHead();
    List<StoredChange> known = new ChangeTable(connection).readOf(wanted.subject());
    boolean changed = StoredChange.switchStateOf(known) != wanted.state();
    if (changed) {
      append(head, wanted, true);
    }
    return changed;
  }

  private Cursor lockHead() throws SQLException {
    return new FeedHeadRow(connection, dialect).lockAndRead();
  }

  private void append(Cursor head, Change change, boolean immediate) throws SQLException {
    long sequence = head.position() + 1;
    new ChangeTable(connection).insert(sequence, change, immediate);
    new FeedHeadRow(connection, dialect).recordAddition(sequence);
  }

  private Instant now() {
    return RevocationNormalizer.roundInstant(clock.instant());
  }
}
