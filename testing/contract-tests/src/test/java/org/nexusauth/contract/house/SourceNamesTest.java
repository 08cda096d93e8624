package org.nexusauth.contract.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Names of types are unique, and tests are named {@code subject_condition_outcome}, or without a
 * condition.
 */
final class SourceNamesTest {
  private static final Path ROOT = Path.of("..", "..");

  private static final Pattern DECLARED =
      Pattern.compile(
          "@(?:Parameterized|Repeated)?Test\\b(?:(?!\\bvoid\\b)[\\s\\S])*?\\bvoid (\\w+)\\(");

  private static final Pattern SCHEME =
      Pattern.compile("[a-zA-Z0-9]+_[a-zA-Z0-9]+(?:_[a-zA-Z0-9]+)?");

  /**
   * What each module or package has; and the keys of the test kit and the service for keys, which
   * are never used together.
   */
  private static final Set<String> SHARED = Set.of("ApiKeys.java", "Log.java", "package-info.java");

  @Test
  void tests_areNamedBySubjectConditionAndOutcome() throws IOException {
    Set<String> others = new TreeSet<>();
    int count = 0;
    for (Path file : sources()) {
      Matcher test = DECLARED.matcher(Files.readString(file));
      while (test.find()) {
        count++;
        if (!SCHEME.matcher(test.group(1)).matches()) {
          others.add(file.getFileName() + " " + test.group(1));
        }
      }
    }

    assertThat(count).isGreaterThan(1000);
    assertThat(others).isEmpty();
  }

  @Test
  void types_ofAllModules_haveNamesOfTheirOwn() throws IOException {
    Set<String> seen = new HashSet<>(SHARED);
    List<String> twice =
        sources().stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !SHARED.contains(name))
            .filter(name -> !seen.add(name))
            .toList();

    assertThat(seen).hasSizeGreaterThan(500);
    assertThat(twice).isEmpty();
  }

  /** Not below {@code target}, where another module's build may be at work. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.endsWith("target") || folder.endsWith(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java") && file.toString().contains("/src/")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
