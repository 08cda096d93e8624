package org.nexusauth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is aimed at beside what was measured, line by line. Not thread-safe. */
public final class Budget {
  private final List<String> lines = new ArrayList<>();

  /** Adds a figure that is to be this at most. */
  public void atMost(String what, double aim, double measured) {
    add(what, "≤ ", aim, measured, measured <= aim);
  }

  /** Adds a figure that is to be this at least. */
  public void atLeast(String what, double aim, double measured) {
    add(what, "≥ ", aim, measured, measured >= aim);
  }

  private void add(String what, String sign, double aim, double measured, boolean reached) {
    lines.add(
        "%s\t%s%s\t%s\t%s"
            .formatted(
                what,
                sign,
                formatNumber(aim),
                formatNumber(measured),
                reached ? "reached" : "missed"));
  }

  /** Prints the lines on standard output, if there are any. */
  public void print() {
    if (!lines.isEmpty()) {
      System.out.println("budget\taim\tmeasured\t");
      lines.forEach(System.out::println);
    }
  }

  private static String formatNumber(double value) {
    return String.format(
        Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.2f" : "%.0f", value);
  }
}
