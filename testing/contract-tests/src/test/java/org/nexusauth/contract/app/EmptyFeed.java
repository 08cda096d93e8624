package org.nexusauth.contract.app;

import java.time.Duration;
import java.util.List;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;

/** A replicated store in which nothing is revoked. */
public final class EmptyFeed implements RevocationFeed {

  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    return new Page(new Cursor("g", 0), List.of(), false);
  }
}
