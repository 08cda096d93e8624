package org.nexusauth.jdbc.internal.revocation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.FeedHeadRow;
import org.nexusauth.jdbc.internal.Schema;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.kit.ExpiredEntryCleaner;
import org.nexusauth.revocation.kit.RevocationNormalizer;
import org.nexusauth.revocation.kit.StoredChange;

/**
 * Revocations in a database. Reads and writes are transactions of their own, on threads of the
 * store, whatever transaction the caller is in. Thread-safe.
 */
public final class JdbcRevocationStore implements RevocationFeed, RevocationWriter, AutoCloseable {
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

  public static JdbcRevocationStore open(Schema schema) {
    return open(schema, Clock.systemUTC());
  }

  public static JdbcRevocationStore open(Schema schema, Clock clock) {
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
    FeedHeadRow row = new FeedHeadRow(connection, dialect);
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
    new FeedHeadRow(connection, dialect).read(); // Checks that the store is there and not emptied.
    List<StoredChange> known = new ChangeTable(connection).readOf(SubjectId.of(subject));
    return StoredChange.statusOf(subject, known, now());
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    return writing.call(connection -> over(connection).revoke(revocation));
  }

  @Override
  public boolean withdrawScheduled(Subject subject) {
    return writing.call(connection -> over(connection).withdrawScheduled(subject));
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change.of(subject, enabled, now(), reason); // Throws for another kind, to the caller.
    writing.call(connection -> over(connection).setEnabled(subject, enabled, reason));
  }

  private RevocationTransaction over(Connection connection) {
    return new RevocationTransaction(connection, dialect, clock);
  }

  private Instant now() {
    return RevocationNormalizer.roundInstant(clock.instant());
  }

  /** Returns the generation of the store. */
  public String generation() {
    return reading.call(connection -> new FeedHeadRow(connection, dialect).read().generation());
  }

  /** Replaces the generation of the store, and returns the new one. */
  public String renewGeneration(String fresh) {
    return writing.call(
        connection -> replaceGeneration(new FeedHeadRow(connection, dialect), fresh));
  }

  private static String replaceGeneration(FeedHeadRow head, String fresh) throws SQLException {
    head.lockAndRead();
    head.setGeneration(fresh);
    return fresh;
  }

  /** Starts to delete what expired long ago, in the background. */
  public void startCleaning() {
    cleaner.start();
  }

  @Override
  public void close() {
    cleaner.stop();
    reading.close();
    writing.close();
  }
}
