package org.nexusauth.cli.management;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.CsvPrinter;
import org.nexusauth.cli.terminal.JsonPrinter;
import org.nexusauth.cli.terminal.PipeOutput;
import org.nexusauth.cli.terminal.TerminalText;
import org.nexusauth.cli.terminal.TerminalWidth;
import org.nexusauth.cli.terminal.TextTable;
import org.nexusauth.cli.terminal.TextTable.Column;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Prints records to standard output: JSON for programs, else tables for people. */
public final class RecordPrinter {

  private final Console console;
  private final boolean json;
  private final OptionalInt width;

  RecordPrinter(Console console, boolean json) {
    this.console = console;
    this.json = json;
    this.width = TerminalWidth.of(console);
  }

  /** Reads a part of a list. */
  @FunctionalInterface
  public interface PageSource<T> {
    /** Returns the part. */
    ResultPage<T> read(PageRequest page);
  }

  /** Returns the time that relative times are seen from. */
  public Instant now() {
    return console.clock().instant();
  }

  /** Returns whether JSON is printed. */
  public boolean printsJson() {
    return json;
  }

  /** Prints one record with all its details. */
  public <T> void printRecord(RecordFormat<T> format, T item) {
    if (json) {
      printObject(format.membersOf(item));
      return;
    }
    TextTable table =
        new TextTable(console.out(), width, List.of(new Column("", false), new Column("", false)));
    format.detailsOf(item, now()).forEach(table::addRow);
    table.end();
  }

  /** Prints a short table. */
  public <T> void printTable(RecordFormat<T> format, List<T> items) {
    TextTable table = new TextTable(console.out(), width, format.columns());
    items.forEach(item -> table.addRow(format.rowOf(item, now())));
    table.end();
  }

  /** Prints one JSON object. */
  public void printObject(Map<String, ? extends @Nullable Object> members) {
    new JsonPrinter(console.out()).printObject(members);
  }

  /** Returns what prints comma-separated values to standard output. */
  public CsvPrinter csv() {
    return new CsvPrinter(console.out());
  }

  /** Prints a line of words, to standard error: standard output has results alone. */
  public void printNote(String words) {
    console.err().println("nexus-auth: " + words);
  }

  /** Prints a line that is a result by itself. */
  public void printResult(String line) {
    console.out().println(TerminalText.escapeHidden(line));
  }

  /**
   * Prints a list, and says on standard error when it has more than the limit.
   *
   * @param limit how many records at most
   * @param source reads the list
   */
  public <T> void printList(RecordFormat<T> format, int limit, PageSource<T> source) {
    ListSink<T> sink = json ? new JsonSink<>(format) : new TableSink<>(format);
    printTo(sink, format.plural(), new ListSource<>(limit, source));
  }

  /** As {@link #printList}, as comma-separated values with the members of the JSON objects. */
  public <T> void printCsv(RecordFormat<T> format, int limit, PageSource<T> source) {
    printTo(new CsvSink<>(format), format.plural(), new ListSource<>(limit, source));
  }

  private record ListSource<T>(int limit, PageSource<T> pages) {}

  private <T> void printTo(ListSink<T> sink, String plural, ListSource<T> source) {
    int limit = source.limit();
    int left = limit;
    @Nullable String cursor = null;
    do {
      ResultPage<T> page =
          source.pages().read(new PageRequest(Math.min(left, PageRequest.MAX_LIMIT), cursor));
      page.items().forEach(sink::add);
      left -= page.items().size();
      cursor = page.nextCursor();
      // Where the reader has gone (a closed pipe), there is no one to read on for.
    } while (cursor != null && left > 0 && !hasLostReader());
    sink.end();
    if (cursor != null && left <= 0) {
      printNote("there are more: only " + limit + " were listed; raise --limit, or add a filter");
    } else if (left == limit) {
      printNote("there are no " + plural + " that match");
    }
  }

  /** Returns where an export is written to. */
  public Appendable exportTarget() {
    return new PipeOutput(console.out());
  }

  /** Returns whether standard output can no longer be written: a closed pipe, a full disk. */
  public boolean hasLostReader() {
    PrintWriter out = console.out();
    return out.checkError();
  }

  /** Takes the records of a list, one after another. */
  private interface ListSink<T> {
    void add(T item);

    void end();
  }

  private final class CsvSink<T> implements ListSink<T> {
    private final CsvPrinter printer = csv();
    private final RecordFormat<T> format;

    CsvSink(RecordFormat<T> format) {
      this.format = format;
      printer.printLine(format.memberNames());
    }

    @Override
    public void add(T item) {
      printer.printLine(
          format.membersOf(item).values().stream()
              .map(value -> Objects.toString(value, ""))
              .toList());
    }

    @Override
    public void end() {
      // Every line was printed.
    }
  }

  private final class JsonSink<T> implements ListSink<T> {
    private final JsonPrinter printer = new JsonPrinter(console.out());
    private final RecordFormat<T> format;

    JsonSink(RecordFormat<T> format) {
      this.format = format;
    }

    @Override
    public void add(T item) {
      printer.addElement(format.membersOf(item));
    }

    @Override
    public void end() {
      printer.endArray();
    }
  }

  private final class TableSink<T> implements ListSink<T> {
    private final RecordFormat<T> format;
    private final TextTable table;
    private boolean empty = true;

    TableSink(RecordFormat<T> format) {
      this.format = format;
      this.table = new TextTable(console.out(), width, format.columns());
    }

    @Override
    public void add(T item) {
      empty = false;
      table.addRow(format.rowOf(item, now()));
    }

    @Override
    public void end() {
      if (!empty) {
        table.end();
      }
    }
  }
}
