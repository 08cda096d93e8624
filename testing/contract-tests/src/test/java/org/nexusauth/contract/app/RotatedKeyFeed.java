package org.nexusauth.contract.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RotationNotice;
import org.nexusauth.revocation.Subject;

/** A replicated store in which one key is being rotated, and another one has ended so. */
public final class RotatedKeyFeed implements RevocationFeed {
  private static final Instant STARTED = Instant.parse("2026-11-30T13:00:00Z");
  private static final Cursor END = new Cursor("g", 2);

  private static Change rotated(String keyId, String end) {
    return Change.of(
        new Revocation(
            Subject.key("https://issuer.test", "org_test", "int_test", keyId),
            Instant.parse(end),
            null,
            null,
            RotationNotice.of(STARTED).reason()));
  }

  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    if (cursor.equals(END)) {
      return Page.empty(END);
    }
    return new Page(
        END,
        List.of(
            rotated("rotating", "2099-01-01T00:00:00.5Z"),
            rotated("rotated", "2026-01-01T00:00:00Z")),
        false);
  }
}
