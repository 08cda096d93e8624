package org.nexusauth.console.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.console.json.TextRules;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.problem.FieldError;

/**
 * The fields of an HTML form: {@code application/x-www-form-urlencoded} in UTF-8. A field that no
 * one has read is an error, so that a form changes only what its page shows. Used by one thread.
 */
public final class FormReader {
  private static final int MAX_FIELDS = 300;
  private static final int MAX_TEXT = 20_000;

  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  private FormReader() {}

  /** Returns the reader of a request without a form. */
  static FormReader empty() {
    return new FormReader();
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException when it is not a form in UTF-8, or has too many fields
   */
  static FormReader parse(String body) {
    FormReader reader = new FormReader();
    if (body.isEmpty()) {
      return reader;
    }
    String[] pairs = body.split("&", MAX_FIELDS + 1);
    requireFew(pairs.length);
    for (String pair : pairs) {
      reader.addField(pair);
    }
    return reader;
  }

  /**
   * Returns the reader of a form that the container has read.
   *
   * @throws ProblemException when it has too many fields, or was not read in UTF-8
   */
  static FormReader of(Map<String, String[]> parameters) {
    FormReader reader = new FormReader();
    parameters.forEach((name, values) -> reader.fields.put(name, List.of(values)));
    List<String> values = reader.fields.values().stream().flatMap(List::stream).toList();
    requireFew(values.size());
    if (values.stream().anyMatch(FormReader::isMisread)) {
      throw ProblemException.invalid(
          "form",
          "A filter of this application has read it in another character set than UTF-8. Set"
              + " request-character-encoding to UTF-8 in its web.xml.");
    }
    return reader;
  }

  /** Returns whether the characters of a text are the bytes of UTF-8 characters. */
  private static boolean isMisread(String text) {
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    if (ascii || text.chars().anyMatch(c -> c > 0xff)) {
      return false;
    }
    return RequestUri.decodeUtf8(text.getBytes(StandardCharsets.ISO_8859_1)).isPresent();
  }

  private static void requireFew(int count) {
    if (count > MAX_FIELDS) {
      throw ProblemException.invalid("form", "It has more than %s fields.".formatted(MAX_FIELDS));
    }
  }

  private void addField(String pair) {
    int equals = pair.indexOf('=');
    Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
    Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
    if (name.isEmpty() || value.isEmpty()) {
      throw ProblemException.invalid("form", "It is not percent-encoded UTF-8.");
    }
    fields.computeIfAbsent(name.get(), key -> new ArrayList<>()).add(value.get());
  }

  private static Optional<String> decode(String text) {
    return RequestUri.decode(text.replace('+', ' '));
  }

  /**
   * Reads a text of one line, without white space around it; empty for a field that is not there.
   *
   * @throws ProblemException when it is there twice, or has characters that no text may have
   */
  public String readText(String name) {
    return requireClean(name, readRaw(name).strip());
  }

  /**
   * Reads a text of several lines; line ends become {@code \n}.
   *
   * @throws ProblemException when it is there twice
   */
  public String readLines(String name) {
    String text = readRaw(name).replace("\r\n", "\n").strip();
    requireClean(name, text.replace('\n', ' '));
    return text;
  }

  /**
   * Reads a text as it was sent, for example a key that a person has pasted; empty for a field that
   * is not there.
   *
   * @throws ProblemException when it is there twice
   */
  public String readRaw(String name) {
    read.add(name);
    List<String> values = fields.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw ProblemException.invalid(name, "This field is there twice; send it once.");
    }
    if (values.isEmpty()) {
      return "";
    }
    return values.get(0);
  }

  /** Reads all values of a field, of check boxes for example, without empty ones. */
  public List<String> readTexts(String name) {
    read.add(name);
    return fields.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> requireClean(name, text))
        .toList();
  }

  /**
   * Reads the version of the record that the form's page showed, from a hidden field.
   *
   * @throws ProblemException when it is no version
   */
  public ExpectedVersion readVersion(String name) {
    String text = readRaw(name);
    if (!text.matches("[0-9]{1,18}")) {
      throw ProblemException.invalid(
          name, "Expected the version that the page had. Open the page again.");
    }
    return ExpectedVersion.of(Long.parseLong(text));
  }

  /** Returns whether a field is there, as a check box that is ticked. */
  public boolean readFlag(String name) {
    return !readRaw(name).isEmpty();
  }

  private static String requireClean(String name, String text) {
    TextRules.findProblem(text, MAX_TEXT)
        .ifPresent(
            problem -> {
              throw ProblemException.invalid(name, problem);
            });
    return text;
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException when there is a field that was not read
   */
  public void finish() {
    List<FieldError> unknown =
        fields.keySet().stream()
            .filter(name -> !read.contains(name))
            .map(name -> new FieldError("form", "It has a field that this form does not have."))
            .limit(1)
            .toList();
    if (!unknown.isEmpty()) {
      throw ProblemException.invalid(unknown);
    }
  }
}
