package org.nexusauth.cli.terminal;

import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.internal.JsonText;

/** Prints JSON for programs: in ASCII, so that nothing in it can act on a terminal. */
public final class JsonPrinter {

  private final PrintWriter out;
  private boolean first = true;

  /** Prints to standard output. */
  public JsonPrinter(PrintWriter out) {
    this.out = out;
  }

  /** Prints one object. */
  public void printObject(Map<String, ? extends @Nullable Object> members) {
    out.println(escapeNonAscii(JsonText.pretty(members)));
  }

  /** Prints an element of an array, which begins with the first one. */
  public void addElement(Map<String, ? extends @Nullable Object> members) {
    out.print(first ? "[\n" : ",\n");
    out.print("  " + TerminalText.escapeNonAscii(JsonText.compact(members)));
    first = false;
  }

  /** Ends the array. */
  public void endArray() {
    out.println(first ? "[]" : "\n]");
  }

  /** Escapes what is not ASCII: only strings have it, and JSON has the same escapes. */
  public static String escapeNonAscii(String json) {
    return json.lines().map(TerminalText::escapeNonAscii).collect(Collectors.joining("\n"));
  }
}
