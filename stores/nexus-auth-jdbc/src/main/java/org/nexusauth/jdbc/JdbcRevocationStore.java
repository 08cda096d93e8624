package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StoredRevocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.kit.ExpiredEntryCleaner;
import org.nexusauth.revocation.kit.StorableRevocation;
import org.nexusauth.revocation.kit.StoredChange;

/**
 * Revocations in a database. Writes and reads are transactions of their own on threads of their
 * own, whatever transaction the caller is in. Thread-safe.
 */
final class JdbcRevocationStore implements RevocationFeed, RevocationWriter, AutoCloseable {
  private final Clock clock;
  private final Dialect dialect;
  private final ConnectionExecutor reading;
  private final ConnectionExecutor writing;
  private final ExpiredRows expired;
  private final ExpiredEntryCleaner sweeping;

  private JdbcRevocationStore(
      Clock clock, Dialect dialect, ConnectionExecutor reading, ConnectionExecutor writing) {
    this.clock = clock;
    this.dialect = dialect;
    this.reading = reading;
    this.writing = writing;
    this.expired = new ExpiredRows(writing, dialect, clock);
    this.sweeping = expired.sweeping();
  }

  static JdbcRevocationStore open(Schema schema) {
    return open(schema, Clock.systemUTC());
  }

  static JdbcRevocationStore open(Schema schema, Clock clock) {
    ConnectionExecutor reading = ConnectionExecutor.reading(schema.source());
    try {
      Dialect dialect = schema.prepare(reading);
      return new JdbcRevocationStore(
          clock, dialect, reading, ConnectionExecutor.writing(schema.source()));
    } catch (RuntimeException | Error e) {
      reading.close();
      throw e;
    }
  }

  /** Does not wait: whoever follows comes again. */
  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    return reading.call(connection -> page(connection, cursor, max));
  }

  private Page page(Connection connection, Cursor cursor, int max) throws SQLException {
    HeadRow row = new HeadRow(connection, dialect);
    Cursor head = cursor.equals(Cursor.START) ? row.readAndCount() : row.read();
    if (cursor.hasNothingToReadUpTo(head)) {
      return Page.empty(head);
    }
    List<StoredChange> found =
        new ChangeTable(connection).between(cursor.position(), head.position(), max);
    return StoredChange.pageOf(head, found, max, now());
  }

  @Override
  public SubjectStatus inForce(Subject subject) {
    return reading.call(connection -> inForce(connection, subject));
  }

  private SubjectStatus inForce(Connection connection, Subject subject) throws SQLException {
    new HeadRow(connection, dialect).read(); // Throws unless this is the store, and not emptied.
    List<StoredChange> known = new ChangeTable(connection).of(SubjectId.of(subject));
    return StoredChange.statusOf(subject, known, now());
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    Revocation storable = StorableRevocation.roundRevocation(revocation);
    return writing.call(connection -> revoke(connection, storable));
  }

  private Revocation revoke(Connection connection, Revocation revocation) throws SQLException {
    Cursor head = new HeadRow(connection, dialect).lock();
    StoredRevocation added = StoredRevocation.of(revocation, now());
    List<StoredRevocation> known =
        StoredChange.revocationsOf(
            revocation.subject(),
            new ChangeTable(connection).of(SubjectId.of(revocation.subject())));
    StoredRevocation inForce = added.mergedWith(known);
    if (!known.contains(inForce)) {
      add(connection, head, Change.of(inForce.revocation()), inForce.immediate());
    }
    return inForce.revocation();
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change wanted = Change.of(subject, enabled, now(), StorableRevocation.cleanText(reason));
    writing.call(connection -> turn(connection, wanted));
  }

  /** Returns whether anything changed. */
  private boolean turn(Connection connection, Change wanted) throws SQLException {
    Cursor head = new HeadRow(connection, dialect).lock();
    List<StoredChange> known = new ChangeTable(connection).of(wanted.subject());
    boolean changed = StoredChange.switchStateOf(known) != wanted.state();
    if (changed) {
      add(connection, head, wanted, true);
    }
    return changed;
  }

  /** As the next one. */
  private void add(Connection connection, Cursor head, Change change, boolean immediate)
      throws SQLException {
    long sequence = head.position() + 1;
    new ChangeTable(connection).add(sequence, change, immediate);
    new HeadRow(connection, dialect).added(sequence);
  }

  private Instant now() {
    return StorableRevocation.roundInstant(clock.instant());
  }

  /** Returns the generation of the store. */
  String generation() {
    return reading.call(connection -> new HeadRow(connection, dialect).read().generation());
  }

  /** Gives the store another generation, and returns it. */
  String renewGeneration(String fresh) {
    return writing.call(connection -> renewed(new HeadRow(connection, dialect), fresh));
  }

  private static String renewed(HeadRow head, String fresh) throws SQLException {
    head.lock();
    head.setGeneration(fresh);
    return fresh;
  }

  /** From now on forgets what expired long ago. */
  void beginSweeping() {
    sweeping.start();
  }

  /** Sweeps while the caller waits. */
  void sweepNow() {
    expired.delete();
  }

  @Override
  public void close() {
    sweeping.stop();
    reading.close();
    writing.close();
  }
}
