package org.nexusauth.jdbc.internal.record;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.UnrepeatableWorkException;
import org.nexusauth.jdbc.internal.revocation.RevocationTransaction;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

/** Writes revocations in the transaction of the records. */
final class TransactionalRevocationWriter implements RevocationWriter {
  private final RevocationTransaction transaction;

  TransactionalRevocationWriter(RevocationTransaction transaction) {
    this.transaction = transaction;
  }

  /** Writes something. */
  private interface RevocationWork<T extends @Nullable Object> {
    T write() throws SQLException;
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    return write(() -> transaction.revoke(revocation));
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    write(() -> transaction.setEnabled(subject, enabled, reason));
  }

  @Override
  public boolean withdrawScheduled(Subject subject) {
    return write(() -> transaction.withdrawScheduled(subject));
  }

  private static <T extends @Nullable Object> T write(RevocationWork<T> work) {
    try {
      return work.write();
    } catch (SQLException e) {
      throw new UnrepeatableWorkException(e);
    }
  }
}
