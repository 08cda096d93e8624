package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nexusauth.config.Setting;

/** The documentation is complete: every property, every reason, every message, every link. */
final class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static String doc(String name) throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve(name));
  }

  @Test
  void configuration_lists_every_property_and_no_other() throws IOException {
    Set<String> rows = new TreeSet<>();
    doc("configuration.md")
        .lines()
        .filter(line -> line.startsWith("| `nexus.auth."))
        .forEach(
            line -> rows.addAll(found("`(nexus\\.auth\\.[a-z.]+)`", line.split("\\|", -1)[1])));

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Setting.values()).map(Setting::property).toList());
  }

  @Test
  void reasons_explain_every_code_and_no_other() throws IOException {
    assertThat(found("(?m)^### ([a-z_]+)$", doc("reasons.md")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::code).toList());
  }

  @Test
  void messages_list_every_id_in_the_sources_and_no_other() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path source : mainSources()) {
      used.addAll(found("(NEXUS-\\d{4})", Files.readString(source)));
    }

    assertThat(found("(?m)^\\| (NEXUS-\\d{4}) \\|", doc("messages.md")))
        .containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void links_lead_somewhere() throws IOException {
    try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
      for (Path page :
          Stream.concat(
                  pages, Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")))
              .filter(path -> path.toString().endsWith(".md"))
              .toList()) {
        for (String link : found("\\]\\(([^)#:]+)(?:#[^)]*)?\\)", Files.readString(page))) {
          assertThat(page.resolveSibling(link)).as("%s links to %s", page, link).exists();
        }
      }
    }
  }

  private static List<Path> mainSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 12)) {
      return files
          .filter(path -> path.toString().contains("/src/main/java/"))
          .filter(path -> path.toString().endsWith(".java"))
          .toList();
    }
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
