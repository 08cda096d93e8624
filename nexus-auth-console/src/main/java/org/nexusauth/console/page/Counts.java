package org.nexusauth.console.page;

import java.util.Locale;

/** Whole numbers for people. */
public final class Counts {
  private Counts() {}

  /** Returns a number with commas, for example {@code 10,412}. */
  public static String format(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
