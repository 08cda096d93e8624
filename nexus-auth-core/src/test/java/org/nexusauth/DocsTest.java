package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nexusauth.config.Setting;
import org.nexusauth.reason.Reason;

/** The documentation is complete: every property, every reason, every message, every link. */
final class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<Path> MODULES_WITH_PROPERTIES =
      Stream.of("stores", "nexus-auth-management", "nexus-auth-console")
          .map(ROOT::resolve)
          .toList();

  private static String doc(String name) throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve(name));
  }

  @Test
  void configuration_listsEveryPropertyAndNoOther() throws IOException {
    Set<String> rows = new TreeSet<>();
    doc("configuration.md")
        .lines()
        .filter(line -> line.startsWith("| `nexus.auth."))
        .forEach(
            line -> rows.addAll(found("`(nexus\\.auth\\.[a-z.]+)`", line.split("\\|", -1)[1])));

    assertThat(rows).containsExactlyInAnyOrderElementsOf(properties());
  }

  /** The core's, and those that other modules name in their sources. */
  private static Set<String> properties() throws IOException {
    Set<String> properties = new TreeSet<>();
    Arrays.stream(Setting.values()).map(Setting::property).forEach(properties::add);
    for (Path source : mainSources()) {
      if (MODULES_WITH_PROPERTIES.stream().anyMatch(source::startsWith)) {
        properties.addAll(found("\"(nexus\\.auth\\.[a-z.]*[a-z])\"", Files.readString(source)));
      }
    }
    return properties;
  }

  @Test
  void reasonsExplainEvery_codeAndNoOther() throws IOException {
    assertThat(found("(?m)^### ([a-z_]+)$", doc("reasons.md")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::code).toList());
  }

  @Test
  void messagesListEveryId_in_theSourcesAndNoOther() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path source : mainSources()) {
      used.addAll(found("(NEXUS-\\d{4})", Files.readString(source)));
    }

    assertThat(found("(?m)^\\| (NEXUS-\\d{4}) \\|", doc("messages.md")))
        .containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void linksLead_toAPage_andAHeadingThatExist() throws IOException {
    for (Path page : pages()) {
      Matcher link = Pattern.compile("\\]\\(([^):]*?)(?:#([^)]*))?\\)").matcher(prose(page));
      while (link.find()) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        assertThat(target).as("%s links to %s", page, link.group()).exists();
        if (link.group(2) != null) {
          assertThat(anchors(target)).as("%s: %s", page, link.group()).contains(link.group(2));
        }
      }
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> top = Files.list(ROOT)) {
      return Stream.concat(docs, top).filter(path -> path.toString().endsWith(".md")).toList();
    }
  }

  /** Code is no prose: brackets there are no links, and hashes no headings. */
  private static String prose(Path page) throws IOException {
    return Files.readString(page).replaceAll("(?s)```.*?```", "");
  }

  /** Headings as the sites that show Markdown name them: lower case, spaces as hyphens. */
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new TreeSet<>(found("(?:id|name)=\"([^\"]+)\"", prose(page)));
    for (String heading : found("(?m)^#{1,6} (.+)$", prose(page))) {
      anchors.add(
          heading
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }

  /** Not below {@code target}, where another module's build may be at work. */
  private static List<Path> mainSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
        files.filter(path -> path.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  private static List<Path> modules() throws IOException {
    List<Path> modules = new ArrayList<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("testing"), ROOT.resolve("stores"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> inside = Files.list(folder)) {
          inside
              .filter(one -> Files.isDirectory(one.resolve("src/main/java")))
              .forEach(modules::add);
        }
      }
    }
    assertThat(modules).contains(ROOT.resolve("nexus-auth-core"));
    return modules;
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
