package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.problem.FieldError;

/**
 * Reads the members of one object and collects everything that is wrong with them. A member that is
 * null counts as absent. Used by one thread.
 */
public final class MemberReader {
  /** The longest text of a member, unless another limit is given. */
  public static final int MAX_TEXT = 1_000;

  private static final int MAX_SHOWN = 60;

  private final ObjectNode object;
  private final String prefix;
  private final List<FieldError> errors;
  private final Set<String> known = new HashSet<>();

  /** Returns a reader of a body. */
  public MemberReader(ObjectNode object) {
    this(object, "", new ArrayList<>());
  }

  private MemberReader(ObjectNode object, String prefix, List<FieldError> errors) {
    this.object = object;
    this.prefix = prefix;
    this.errors = errors;
  }

  /** Reads a text that must be there; returns an empty one where it is not, or is wrong. */
  public String requireText(String name) {
    return readText(name, MAX_TEXT).orElseGet(() -> reportMissing(name, ""));
  }

  /** As {@link #requireText(String)}, up to a length. */
  public String requireText(String name, int maxLength) {
    return readText(name, maxLength).orElseGet(() -> reportMissing(name, ""));
  }

  /** Reads a text that may be missing. */
  public Optional<String> readText(String name) {
    return readText(name, MAX_TEXT);
  }

  private Optional<String> readText(String name, int maxLength) {
    JsonNode value = find(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      return reject(name, "Expected a string, not %s.".formatted(describe(value)));
    }
    Optional<String> problem = TextRules.findProblem(value.textValue(), maxLength);
    if (problem.isPresent()) {
      return reject(name, problem.get());
    }
    return Optional.of(value.textValue());
  }

  /** Reads an array of texts; a missing one is empty. */
  public List<String> readTexts(String name, int maxSize) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : readArray(name, maxSize)) {
      if (!item.isTextual()) {
        report(name, "Expected an array of strings; it has %s in it.".formatted(describe(item)));
        return List.of();
      }
      Optional<String> problem = TextRules.findProblem(item.textValue(), MAX_TEXT);
      if (problem.isPresent()) {
        report(name, problem.get());
        return List.of();
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** Reads an array of objects, each by the same function; a missing one is empty. */
  public <T> List<T> readObjects(String name, int maxSize, Function<MemberReader, T> reader) {
    List<T> read = new ArrayList<>();
    int index = 0;
    for (JsonNode item : readArray(name, maxSize)) {
      String path = prefix + name + '[' + index++ + ']';
      if (item instanceof ObjectNode nested) {
        MemberReader members = new MemberReader(nested, path + '.', errors);
        read.add(reader.apply(members));
        members.reportUnknown();
      } else {
        errors.add(new FieldError(path, "Expected an object, not " + describe(item) + '.'));
      }
    }
    return read;
  }

  private Iterable<JsonNode> readArray(String name, int maxSize) {
    JsonNode value = find(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      report(name, "Expected an array, not %s.".formatted(describe(value)));
      return List.of();
    }
    if (value.size() > maxSize) {
      report(name, "It has %s entries; %s at most.".formatted(value.size(), maxSize));
      return List.of();
    }
    return value;
  }

  /** Reads true or false. */
  public Optional<Boolean> readFlag(String name) {
    JsonNode value = find(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      return reject(name, "Expected true or false, not %s.".formatted(describe(value)));
    }
    return Optional.of(value.booleanValue());
  }

  /** Reads a whole number that is not negative. */
  public Optional<Long> readCount(String name) {
    JsonNode value = find(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      return reject(name, "Expected a whole number that is not negative.");
    }
    return Optional.of(value.longValue());
  }

  /** Reads a text and converts it; what the converter throws says what is expected. */
  public <T> Optional<T> readValue(String name, Function<String, T> converter) {
    Optional<String> text = readText(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(converter.apply(text.get()));
    } catch (IllegalArgumentException e) {
      return reject(name, String.valueOf(e.getMessage()));
    }
  }

  /** Reports that a member is missing, and returns what stands in for it until the end. */
  public <T> T reportMissing(String name, T substitute) {
    if (find(name) == null) {
      report(name, "This member is missing.");
    }
    return substitute;
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException when something is wrong or a member is unknown
   */
  public void finish() {
    reportUnknown();
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  /** Returns a name from a body as it may be repeated: short, and only visible ASCII. */
  static String showName(String name) {
    String cut = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "..." : name;
    StringBuilder shown = new StringBuilder();
    cut.chars()
        .forEach(
            c -> {
              if (c > 0x20 && c < 0x7f) {
                shown.append((char) c);
              } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return shown.toString();
  }

  private void reportUnknown() {
    Iterator<String> names = object.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!known.contains(name) && errors.size() < MAX_SHOWN) {
        report(showName(name), "There is no such member here; remove it.");
      }
    }
  }

  private @Nullable JsonNode find(String name) {
    known.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private <T> Optional<T> reject(String name, String message) {
    report(name, message);
    return Optional.empty();
  }

  private void report(String name, String message) {
    errors.add(new FieldError(prefix + name, message));
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      default -> "null";
    };
  }
}
