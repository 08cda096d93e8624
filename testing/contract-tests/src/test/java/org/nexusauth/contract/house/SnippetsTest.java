package org.nexusauth.contract.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java of the README and of the docs compiles with its own imports; what it leaves out is
 * filled in.
 */
final class SnippetsTest {

  private static final Path HOUSE = Path.of("..", "..");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*\\R");

  /** What snippets take from the reader's application and from libraries that are not here. */
  private static final Map<String, String> THEIRS =
      Map.of(
          "theirs/Application",
          """
          package theirs;
          public interface Application {
            class Agent {}
            static boolean isListed(String keyId) { return false; }
          }
          """,
          "io/restassured/RestAssured",
          """
          package io.restassured;
          public interface RestAssured {
            interface Request {
              Request header(String name, String value);
              Request post(String path);
              int statusCode();
            }
            static Request given() { throw new UnsupportedOperationException(); }
          }
          """,
          "org/springframework/beans/factory/annotation/Value",
          """
          package org.springframework.beans.factory.annotation;
          public @interface Value { String value(); }
          """,
          "org/springframework/context/annotation/Bean",
          """
          package org.springframework.context.annotation;
          public @interface Bean {}
          """,
          "org/springframework/context/annotation/Configuration",
          """
          package org.springframework.context.annotation;
          public @interface Configuration {}
          """,
          "org/springframework/boot/web/servlet/ServletContextInitializer",
          """
          package org.springframework.boot.web.servlet;
          public interface ServletContextInitializer {
            void onStartup(jakarta.servlet.ServletContext context)
                throws jakarta.servlet.ServletException;
          }
          """,
          "org/springframework/boot/web/servlet/FilterRegistrationBean",
          """
          package org.springframework.boot.web.servlet;
          public class FilterRegistrationBean<T extends jakarta.servlet.Filter> {
            public FilterRegistrationBean(T filter) {}
            public void setName(String name) {}
            public void setOrder(int order) {}
            public void addUrlPatterns(String... patterns) {}
            public void addInitParameter(String name, String value) {}
            public void setDispatcherTypes(
                jakarta.servlet.DispatcherType first, jakarta.servlet.DispatcherType... rest) {}
          }
          """);

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
  void snippet_withItsOwnImports_compiles(String name, String code) throws IOException {
    String filled = code.replace("{ … }", "{ throw new UnsupportedOperationException(); }");

    assertThat(problems(filled.contains("public class ") ? named(filled) : wrapped(filled)))
        .isEmpty();
  }

  @Test
  void snippet_withoutAnImport_isAProblem() throws IOException {
    assertThat(problems(wrapped("void end(Instant now) {}"))).contains("Instant");
  }

  private static String named(String code) {
    return "import static theirs.Application.*;\n" + code.replace("public class ", "class ");
  }

  private static String wrapped(String code) {
    String imports =
        IMPORT.matcher(code).results().map(MatchResult::group).collect(Collectors.joining());
    return imports + named("class Snippet {\n" + IMPORT.matcher(code).replaceAll("") + "}\n");
  }

  private String problems(String code) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Map.Entry<String, String> theirs : THEIRS.entrySet()) {
      sources.add(source(theirs.getKey(), theirs.getValue()));
    }
    sources.add(source("Snippet", code));
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
              files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    return problems.toString();
  }

  private Path source(String name, String code) throws IOException {
    Path file = folder.resolve(name + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, code);
  }
}
