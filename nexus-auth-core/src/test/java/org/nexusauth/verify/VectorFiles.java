package org.nexusauth.verify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nexusauth.json.JsonNull;

/** Published test vectors that lie beside the repository; without them the tests are skipped. */
final class VectorFiles {
  private static final Path FOLDER =
      Path.of(System.getProperty("nexus.shared.data", "../../shared/data"));

  private VectorFiles() {}

  /** Reads a file of JSON, leniently: the strict reader is what the vectors test. */
  static Map<String, Object> read(String name) {
    Path file = found(name);
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      return object(parser);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> names(String folder) {
    try (Stream<Path> files = Files.list(found(folder))) {
      return files
          .map(file -> folder + "/" + file.getFileName())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads the page that says what lies there and what was agreed. */
  static String readme() {
    try {
      return Files.readString(found("README.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path found(String name) {
    Path path = FOLDER.resolve(name);
    assumeTrue(Files.exists(path), () -> "there are no test vectors at " + path.toAbsolutePath());
    return path;
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_NUMBER_INT -> parser.getIntValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> JsonNull.NULL;
      default -> parser.getText();
    };
  }

  @SuppressWarnings("unchecked") // The reader above makes maps with string keys only.
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // Whoever asks knows that it is an array of objects.
  static List<Map<String, Object>> maps(Object value) {
    return (List<Map<String, Object>>) value;
  }
}
