package org.nexusauth.contract.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.nexusauth.contract.server.ServerKind;

/** A table of docs/servers.md: what becomes of each kind of request on each server. */
final class ServersPage {

  private static final Path PAGE = Path.of("../../docs/servers.md");

  private ServersPage() {}

  /** The column in which a server's outcomes stand. */
  static String column(ServerKind kind) {
    return switch (kind) {
      case TOMCAT_10, TOMCAT_11 -> "Tomcat";
      case JETTY_EE10, JETTY_EE11 -> "Jetty";
      case UNDERTOW -> "Undertow";
      case PAYARA_MICRO -> "Payara Micro";
    };
  }

  /** The cells of one column of the table below a heading, by the words of the first. */
  static Map<String, Set<String>> cells(String heading, String column) {
    List<String> lines = linesBelow(heading);
    int at = cellsOf(lines.get(0)).indexOf(column);
    Map<String, Set<String>> cells = new LinkedHashMap<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> row = cellsOf(line);
      cells.put(row.get(0), Arrays.stream(row.get(at).split(", ")).collect(toSet()));
    }
    return cells;
  }

  private static Collector<String, ?, Set<String>> toSet() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static List<String> linesBelow(String heading) {
    try {
      return Files.readAllLines(PAGE).stream()
          .dropWhile(line -> !line.equals(heading))
          .dropWhile(line -> !line.startsWith("|"))
          .takeWhile(line -> line.startsWith("|"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cellsOf(String line) {
    return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
  }
}
