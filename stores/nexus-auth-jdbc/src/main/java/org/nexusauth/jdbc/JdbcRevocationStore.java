package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nexusauth.status.Change;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.Page;
import org.nexusauth.status.Revocation;
import org.nexusauth.status.RevocationFeed;
import org.nexusauth.status.RevocationWriter;
import org.nexusauth.status.Storable;
import org.nexusauth.status.StoredChange;
import org.nexusauth.status.StoredRevocation;
import org.nexusauth.status.Subject;
import org.nexusauth.status.SubjectId;
import org.nexusauth.status.Sweeping;

/**
 * Revocations in a database. Writes and reads are transactions of their own on threads of their
 * own, whatever transaction the caller is in. Thread-safe.
 */
final class JdbcRevocationStore implements RevocationFeed, RevocationWriter, AutoCloseable {
  private final Clock clock;
  private final Dialect dialect;
  private final Lane reading;
  private final Lane writing;
  private final Expired expired;
  private final Sweeping sweeping;

  private JdbcRevocationStore(Clock clock, Dialect dialect, Lane reading, Lane writing) {
    this.clock = clock;
    this.dialect = dialect;
    this.reading = reading;
    this.writing = writing;
    this.expired = new Expired(writing, dialect, clock);
    this.sweeping = expired.sweeping();
  }

  static JdbcRevocationStore open(Schema schema) {
    return open(schema, Clock.systemUTC());
  }

  static JdbcRevocationStore open(Schema schema, Clock clock) {
    Lane reading = Lane.reading(schema.source());
    try {
      Dialect dialect = schema.prepare(reading);
      return new JdbcRevocationStore(clock, dialect, reading, Lane.writing(schema.source()));
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
    Head row = new Head(connection, dialect);
    Cursor head = cursor.equals(Cursor.START) ? row.readAndCount() : row.read();
    if (cursor.hasNothingToReadUpTo(head)) {
      return Page.empty(head);
    }
    List<StoredChange> found =
        new Changes(connection).between(cursor.position(), head.position(), max);
    return Page.of(head, found, max, now());
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    Revocation storable = Storable.of(revocation);
    return writing.call(connection -> revoke(connection, storable));
  }

  private Revocation revoke(Connection connection, Revocation revocation) throws SQLException {
    Cursor head = new Head(connection, dialect).lock();
    StoredRevocation added = StoredRevocation.of(revocation, now());
    List<StoredRevocation> known =
        StoredChange.revocations(
            revocation.subject(), new Changes(connection).of(SubjectId.of(revocation.subject())));
    StoredRevocation inForce = added.among(known);
    if (!known.contains(inForce)) {
      add(connection, head, Change.of(inForce.revocation()), inForce.atOnce());
    }
    return inForce.revocation();
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change wanted = Change.of(subject, enabled, now(), Storable.text(reason));
    writing.call(connection -> turn(connection, wanted));
  }

  /** Returns whether anything changed. */
  private boolean turn(Connection connection, Change wanted) throws SQLException {
    Cursor head = new Head(connection, dialect).lock();
    List<StoredChange> known = new Changes(connection).of(wanted.subject());
    boolean changed = StoredChange.switched(known) != wanted.state();
    if (changed) {
      add(connection, head, wanted, true);
    }
    return changed;
  }

  /** As the next one. */
  private void add(Connection connection, Cursor head, Change change, boolean atOnce)
      throws SQLException {
    long sequence = head.position() + 1;
    new Changes(connection).add(sequence, change, atOnce);
    new Head(connection, dialect).added(sequence);
  }

  private Instant now() {
    return Storable.moment(clock.instant());
  }

  /** Returns the generation of the store. */
  String generation() {
    return reading.call(connection -> new Head(connection, dialect).read().generation());
  }

  /** Gives the store another generation, and returns it. */
  String renewGeneration(String fresh) {
    return writing.call(connection -> renewed(new Head(connection, dialect), fresh));
  }

  private static String renewed(Head head, String fresh) throws SQLException {
    head.lock();
    head.setGeneration(fresh);
    return fresh;
  }

  /** From now on forgets what expired long ago. */
  void beginSweeping() {
    sweeping.begin();
  }

  /** Sweeps while the caller waits. */
  void sweepNow() {
    expired.delete();
  }

  @Override
  public void close() {
    sweeping.end();
    reading.close();
    writing.close();
  }
}
