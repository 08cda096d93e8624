package org.nexusauth.contract.app;

import java.time.Duration;
import java.util.List;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.Page;
import org.nexusauth.status.RevocationFeed;

/** A store that is followed and has revoked nothing. */
public final class EmptyFeed implements RevocationFeed {

  @Override
  public Page changesAfter(Cursor cursor, int max, Duration wait) {
    return new Page(new Cursor("g", 0), List.of(), false);
  }
}
