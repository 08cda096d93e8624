package org.nexusauth.contract.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of the README and of the docs compiles, with what it leaves out filled in. */
final class SnippetsTest {

  private static final Path HOUSE = Path.of("..", "..");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String IMPORTS =
      """
      import jakarta.enterprise.context.*;
      import jakarta.inject.*;
      import jakarta.servlet.http.HttpServletRequest;
      import jakarta.ws.rs.*;
      import jakarta.ws.rs.core.Response;
      import java.time.*;
      import java.util.*;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.extension.*;
      import org.nexusauth.ApiKeyGate;
      import org.nexusauth.door.HandedOver;
      import org.nexusauth.jaxrs.*;
      import org.nexusauth.status.*;
      import org.nexusauth.testkit.*;
      import static org.junit.jupiter.api.Assertions.*;
      import static rest.Theirs.*;
      """;

  /** What snippets take from the reader's application and from REST Assured. */
  private static final String THEIRS =
      """
      package rest;
      public interface Theirs {
        class Agent {}
        interface Request {
          Request header(String name, String value);
          Request post(String path);
          int statusCode();
        }
        static Request given() { throw new UnsupportedOperationException(); }
        static boolean isListed(String keyId) { return false; }
      }
      """;

  @TempDir Path folder;

  static Stream<Arguments> snippets() throws IOException {
    try (Stream<Path> docs = Files.list(HOUSE.resolve("docs"))) {
      List<Path> pages = docs.filter(page -> page.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(Stream.of(HOUSE.resolve("README.md")), pages.stream())
          .flatMap(SnippetsTest::snippetsOf)
          .toList()
          .stream();
    }
  }

  private static Stream<Arguments> snippetsOf(Path page) {
    List<MatchResult> found = SNIPPET.matcher(read(page)).results().toList();
    return IntStream.range(0, found.size())
        .mapToObj(i -> Arguments.of(page.getFileName() + " " + (i + 1), found.get(i).group(1)));
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void snippet_asItStands_compiles(String name, String code) throws IOException {
    String filled = code.replace("{ … }", "{ throw new UnsupportedOperationException(); }");
    boolean whole = filled.contains("public class ");

    assertThat(
            problems(
                IMPORTS
                    + (whole
                        ? filled.replace("public class ", "class ")
                        : "class Snippet {\n" + filled + "}\n")))
        .isEmpty();
  }

  private String problems(String code) throws IOException {
    Path theirs = Files.writeString(folder.resolve("Theirs.java"), THEIRS);
    Path snippet = Files.writeString(folder.resolve("Snippet.java"), code);
    StringWriter problems = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      javac
          .getTask(
              problems,
              files,
              null,
              List.of("-proc:none", "-d", folder.toString()),
              null,
              files.getJavaFileObjects(theirs, snippet))
          .call();
    }
    return problems.toString();
  }
}
