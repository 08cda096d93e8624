package org.nexusauth.console.page.reveal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;

/**
 * A key whose form was sent again: it was shown before.
 *
 * @param integration its integration
 * @param key its record
 * @param next where another key is made
 */
public record ShownKeyView(Integration integration, ApiKeyRecord key, NextStep next) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** Returns whether it was shown: its record has marks, which are written when it is. */
  public boolean wasShown() {
    return key.marks() != null;
  }

  /** Returns when it was shown. */
  public Instant shownAt() {
    return key.label().createdAt();
  }

  /** Returns the time of the day at which it was shown, for example {@code 12:04 UTC}. */
  public String shownTime() {
    return TIME.format(shownAt());
  }
}
