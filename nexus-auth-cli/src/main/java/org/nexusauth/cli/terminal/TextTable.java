package org.nexusauth.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A table for people: columns aligned by what they take on a terminal, lines cut to its width,
 * nothing but text. Not thread-safe.
 */
public final class TextTable {

  private static final String GAP = "  ";

  /** A column that can be cut is cut no shorter than this. */
  private static final int MIN_COLUMN = 8;

  /** How many rows decide the widths of the columns; those after them are printed immediately. */
  private static final int MEASURED_ROWS = 1_000;

  private final PrintWriter out;
  private final OptionalInt terminalWidth;
  private final List<Column> columns;
  private final List<List<String>> waiting = new ArrayList<>();
  private int[] widths = {};

  /**
   * A column.
   *
   * @param heading its heading; empty for none
   * @param cuttable whether its texts may be cut so that the others can be read
   */
  public record Column(String heading, boolean cuttable) {}

  /**
   * Begins a table.
   *
   * @param terminalWidth the columns of the terminal; empty where lines may have any length
   */
  public TextTable(PrintWriter out, OptionalInt terminalWidth, List<Column> columns) {
    this.out = out;
    this.terminalWidth = terminalWidth;
    this.columns = List.copyOf(columns);
    if (columns.stream().anyMatch(column -> !column.heading().isEmpty())) {
      waiting.add(columns.stream().map(Column::heading).toList());
    }
  }

  /** Adds a row; what could move the cursor or hides is escaped. */
  public void addRow(List<String> cells) {
    List<String> safe = cells.stream().map(TerminalText::escapeHidden).toList();
    if (widths.length > 0) {
      printRow(safe);
      return;
    }
    waiting.add(safe);
    if (waiting.size() > MEASURED_ROWS) {
      printWaiting();
    }
  }

  /** Prints what was not printed before. */
  public void end() {
    if (widths.length == 0) {
      printWaiting();
    }
  }

  private void printWaiting() {
    widths = IntStream.range(0, columns.size()).map(this::widestCell).toArray();
    terminalWidth.ifPresent(this::shrinkTo);
    waiting.forEach(this::printRow);
    waiting.clear();
  }

  private int widestCell(int column) {
    return waiting.stream().mapToInt(row -> DisplayWidth.widthOf(row.get(column))).max().orElse(0);
  }

  /** Takes what is too much from the widest column that may be cut, again and again. */
  private void shrinkTo(int width) {
    int tooMuch = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - width;
    while (tooMuch > 0) {
      int widest = widestCuttable();
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      tooMuch--;
    }
  }

  private int widestCuttable() {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean candidate = columns.get(i).cuttable() && widths[i] > MIN_COLUMN;
      if (candidate && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private void printRow(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      if (columns.get(i).cuttable() && terminalWidth.isPresent()) {
        cell = DisplayWidth.cutTo(cell, widths[i]);
      }
      line.append(DisplayWidth.padTo(cell, widths[i])).append(GAP);
    }
    String text = line.toString().stripTrailing();
    if (terminalWidth.isPresent()) {
      text = DisplayWidth.cutTo(text, terminalWidth.getAsInt());
    }
    out.println(text);
  }
}
