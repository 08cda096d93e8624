package org.nexusauth.management.audit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;

/** Notes that revocations were written. */
final class TrackingRevocationWriter implements RevocationWriter {
  private final RevocationWriter writer;
  private final AtomicBoolean written;

  TrackingRevocationWriter(RevocationWriter writer, AtomicBoolean written) {
    this.writer = writer;
    this.written = written;
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    written.set(true);
    return writer.revoke(revocation);
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    written.set(true);
    writer.setEnabled(subject, enabled, reason);
  }

  @Override
  public boolean withdrawScheduled(Subject subject) {
    written.set(true);
    return writer.withdrawScheduled(subject);
  }
}
