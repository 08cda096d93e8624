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
 * Revocations in a database. Reads and writes are transactions of their own, on threads of the
 * store, whatever transaction the caller is in. Thread-safe.
 */
final class JdbcRevocationStore implements RevocationFeed, RevocationWriter, AutoCloseable {
  private final Clock clock;
  private final Dialect dialect;
  private final ConnectionExecutor reading;
  private final ConnectionExecutor writing;
  private final ExpiredEntryCleaner cleaner;

  private JdbcRevocationStore(
      Clock clock, Dialect dialect, ConnectionExecutor reading, ConnectionExecutor writing) {
    this.clock = clock;
    this.dialect = dialect;
    this.reading = reading;
    this.writing = writing;
    this.cleaner = new ExpiredRows(writing, dialect, clock).createCleaner();
  }

  static JdbcRevocationStore open(Schema schema) {
    return open(schema, Clock.systemUTC());
  }

  static JdbcRevocationStore open(Schema schema, Clock clock) {
    ConnectionExecutor reading = ConnectionExecutor.reading(schema.source());
    try {
      Dialect dialect = schema.prepareDatabase(reading);
      return new JdbcRevocationStore(
          clock, dialect, reading, ConnectionExecutor.writing(schema.source()));
    } catch (RuntimeException | Error e) {
      reading.close();
      throw e;
    }
  }

  /** {@inheritDoc} Does not wait: the replicator polls. */
  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    return reading.call(connection -> readPage(connection, cursor, max));
  }

  private Page readPage(Connection connection, Cursor cursor, int max) throws SQLException {
    HeadRow row = new HeadRow(connection, dialect);
    Cursor head;
    if (cursor.equals(Cursor.START)) {
      head = row.readAndCount();
    } else {
      head = row.read();
    }
    if (cursor.hasNothingToReadUpTo(head)) {
      return Page.empty(head);
    }
    List<StoredChange> found =
        new ChangeTable(connection).readBetween(cursor.position(), head.position(), max);
    return StoredChange.pageOf(head, found, max, now());
  }

  @Override
  public SubjectStatus inForce(Subject subject) {
    return reading.call(connection -> readStatus(connection, subject));
  }

  private SubjectStatus readStatus(Connection connection, Subject subject) throws SQLException {
    new HeadRow(connection, dialect).read(); // Checks that the store is there and not emptied.
    List<StoredChange> known = new ChangeTable(connection).readOf(SubjectId.of(subject));
    return StoredChange.statusOf(subject, known, now());
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    Revocation storable = StorableRevocation.roundRevocation(revocation);
    return writing.call(connection -> insertFirst(connection, storable));
  }

  /** Inserts a revocation unless an earlier one covers it, and returns the one in force. */
  private Revocation insertFirst(Connection connection, Revocation revocation) throws SQLException {
    Cursor head = new HeadRow(connection, dialect).lockAndRead();
    StoredRevocation added = StoredRevocation.of(revocation, now());
    List<StoredRevocation> known =
        StoredChange.revocationsOf(
            revocation.subject(),
            new ChangeTable(connection).readOf(SubjectId.of(revocation.subject())));
    StoredRevocation inForce = added.mergedWith(known);
    if (!known.contains(inForce)) {
      append(connection, head, Change.of(inForce.revocation()), inForce.immediate());
    }
    return inForce.revocation();
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change wanted = Change.of(subject, enabled, now(), StorableRevocation.cleanText(reason));
    writing.call(connection -> applySwitch(connection, wanted));
  }

  /** Returns whether anything changed. */
  private boolean applySwitch(Connection connection, Change wanted) throws SQLException {
    Cursor head = new HeadRow(connection, dialect).lockAndRead();
    List<StoredChange> known = new ChangeTable(connection).readOf(wanted.subject());
    boolean changed = StoredChange.switchStateOf(known) != wanted.state();
    if (changed) {
      append(connection, head, wanted, true);
    }
    return changed;
  }

  private void append(Connection connection, Cursor head, Change change, boolean immediate)
      throws SQLException {
    long sequence = head.position() + 1;
    new ChangeTable(connection).insert(sequence, change, immediate);
    new HeadRow(connection, dialect).recordAddition(sequence);
  }

  private Instant now() {
    return StorableRevocation.roundInstant(clock.instant());
  }

  /** Returns the generation of the store. */
  String generation() {
    return reading.call(connection -> new HeadRow(connection, dialect).read().generation());
  }

  /** Replaces the generation of the store, and returns the new one. */
  String renewGeneration(String fresh) {
    return writing.call(connection -> replaceGeneration(new HeadRow(connection, dialect), fresh));
  }

  private static String replaceGeneration(HeadRow head, String fresh) throws SQLException {
    head.lockAndRead();
    head.setGeneration(fresh);
    return fresh;
  }

  /** Starts to delete what expired long ago, in the background. */
  void startCleaning() {
    cleaner.start();
  }

  @Override
  public void close() {
    cleaner.stop();
    reading.close();
    writing.close();
  }
}
