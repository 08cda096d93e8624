package org.nexusauth.console.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.json.TextRules;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.store.PageRequest;

/** The parameters of a query string: each known, and there once. Used by one thread. */
public final class QueryReader {
  /** How many items a part of a list has at most. */
  static final String LIMIT = "limit";

  /** Where a part of a list begins. */
  static final String CURSOR = "cursor";

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_TEXT = 500;
  private static final int MAX_CURSOR = 2_000;
  private static final int MAX_PARAMETERS = 50;

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<FieldError> errors = new ArrayList<>();

  private QueryReader() {}

  /**
   * Reads a query string.
   *
   * @param known the names that the route has
   * @throws ProblemException when a parameter is unknown, is there twice or cannot be decoded
   */
  static QueryReader read(@Nullable String query, Set<String> known) {
    QueryReader reader = new QueryReader();
    if (query != null && !query.isEmpty()) {
      String[] pairs = query.split("&", MAX_PARAMETERS + 1);
      if (pairs.length > MAX_PARAMETERS) {
        throw ProblemException.invalid(
            "query", "It has more than %s parameters.".formatted(MAX_PARAMETERS));
      }
      for (String pair : pairs) {
        reader.add(pair, known);
      }
    }
    reader.finish();
    return reader;
  }

  private void add(String pair, Set<String> known) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals)).orElse("");
    Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
    if (!known.contains(name)) {
      report("query", "There is a parameter that is not known here. Known are: " + list(known));
      return;
    }
    int maxLength = name.equals(CURSOR) ? MAX_CURSOR : MAX_TEXT;
    Optional<String> problem =
        value.isEmpty()
            ? Optional.of("It is not percent-encoded UTF-8.")
            : TextRules.findProblem(value.get(), maxLength);
    if (problem.isPresent()) {
      report(name, problem.get());
    } else if (values.putIfAbsent(name, value.orElseThrow()) != null) {
      report(name, "This parameter is there twice; send it once.");
    }
  }

  private static String list(Set<String> known) {
    return known.isEmpty() ? "none." : String.join(", ", new TreeSet<>(known)) + ".";
  }

  private static Optional<String> decode(String text) {
    return RequestUri.decode(text.replace('+', ' '));
  }

  /** Reads a text; an empty one counts as absent. */
  public @Nullable String readText(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Reads a text and converts it; what the converter throws says what is expected. */
  public <T> @Nullable T readValue(String name, Function<String, T> converter) {
    String text = readText(name);
    if (text == null) {
      return null;
    }
    try {
      return converter.apply(text);
    } catch (IllegalArgumentException e) {
      report(name, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Reads which part of a list is wanted. */
  public PageRequest readPage() {
    Integer limit = readValue(LIMIT, QueryReader::parseLimit);
    return new PageRequest(limit == null ? DEFAULT_LIMIT : limit, readText(CURSOR));
  }

  private static Integer parseLimit(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
        return limit;
      }
    }
    throw new IllegalArgumentException(
        "Expected a whole number from 1 to %s.".formatted(PageRequest.MAX_LIMIT));
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException when something is wrong
   */
  public void finish() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  private void report(String name, String message) {
    errors.add(new FieldError(name, message));
  }
}
