package org.nexusauth.contract.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The types and properties that the documentation names exist. Decisions keep the names of then.
 */
final class DocumentedNamesTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
  private static final Pattern QUALIFIED =
      Pattern.compile("\\b(org\\.nexusauth(?:\\.[a-z]+)*\\.[A-Z]\\w*)");

  /** A name in backticks of two capitalized words at least, which is how ours are named. */
  private static final Pattern SIMPLE =
      Pattern.compile("`@?([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)(?=[`.(])");

  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");
  private static final Pattern NAMED = Pattern.compile("\"(nexus\\.auth(?:\\.[a-z]+)+)\"");
  private static final Pattern PROPERTY = Pattern.compile("\\b(nexus\\.auth(?:\\.[a-z]+)+)");

  /** Types of the JDK, of Jakarta and of other projects that the documentation names. */
  private static final Set<String> FOREIGN =
      Set.of(
          "AmazonCorrettoCryptoProvider",
          "BasicAuthenticator",
          "BigDecimal",
          "ContextNotActiveException",
          "ContainerRequestFilter",
          "ContainerResponseFilter",
          "CorsFilter",
          "DefaultLocale",
          "DeferredResult",
          "DenyAll",
          "ErrorReportValve",
          "ExceptionMapper",
          "FileChannel",
          "ForbiddenException",
          "Http2Protocol",
          "HttpClient",
          "IllegalArgumentException",
          "LoginConfig",
          "MeterRegistry",
          "MetricRegistry",
          "NullMarked",
          "OnClose",
          "OnOpen",
          "OpenTelemetry",
          "PermitAll",
          "PreMatching",
          "RemoteIpValve",
          "RolesAllowed",
          "SecurityContext",
          "ServletContainerInitializer",
          "ServletContainerInitializerInfo",
          "SseEmitter");

  private static List<Path> pages;
  private static List<Path> sources;

  @BeforeAll
  static void find() {
    pages =
        Stream.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("sample-app"))
            .flatMap(folder -> list(folder).stream())
            .filter(file -> file.toString().endsWith(".md"))
            .toList();
    sources =
        Stream.of(ROOT, ROOT.resolve("stores"), ROOT.resolve("testing"))
            .flatMap(folder -> list(folder).stream())
            .map(module -> module.resolve("src"))
            .filter(Files::isDirectory)
            .flatMap(source -> javaBelow(source).stream())
            .toList();
  }

  @Test
  void qualifiedNames_ofTypes_haveASource() {
    Set<String> existing =
        sources.stream().map(DocumentedNamesTest::qualifiedName).collect(Collectors.toSet());

    for (Path page : pages) {
      assertThat(missing(found(QUALIFIED, read(page)), existing)).as("%s", page).isEmpty();
    }
  }

  @Test
  void simpleNames_inBackticks_areDeclaredHereOrForeign() {
    Set<String> declared = new TreeSet<>(FOREIGN);
    sources.forEach(source -> declared.addAll(found(DECLARED, read(source))));

    for (Path page : pages) {
      String prose = FENCED.matcher(read(page)).replaceAll("");
      assertThat(missing(found(SIMPLE, prose), declared)).as("%s", page).isEmpty();
    }
  }

  @Test
  void properties_ofEveryPage_areInTheConfigurationPage() {
    Set<String> rows = new TreeSet<>();
    read(ROOT.resolve("docs/configuration.md"))
        .lines()
        .filter(line -> line.startsWith("| `nexus.auth."))
        .forEach(line -> rows.addAll(found(PROPERTY, line.split("\\|", -1)[1])));
    rows.addAll(metrics());

    for (Path page : pages) {
      if (!page.endsWith("CHANGELOG.md")) { // It names those that were renamed.
        assertThat(missing(found(PROPERTY, read(page)), rows)).as("%s", page).isEmpty();
      }
    }
  }

  @Test
  void metrics_areInThePageOfMonitoring() {
    Set<String> documented = found(PROPERTY, read(ROOT.resolve("docs/monitoring.md")));

    assertThat(metrics()).contains("nexus.auth.decisions").isSubsetOf(documented);
  }

  /** The names of metrics, and of what is added to spans, look like those of properties. */
  private static Set<String> metrics() {
    Set<String> names = new TreeSet<>();
    sources.stream()
        .filter(source -> source.getParent().endsWith("metric"))
        .filter(source -> source.toString().contains("main"))
        .forEach(source -> names.addAll(found(NAMED, read(source))));
    return names;
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> missing(Set<String> named, Set<String> existing) {
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(existing);
    return missing;
  }

  private static String qualifiedName(Path source) {
    String path = source.toString().replace('\\', '/');
    return path.substring(path.lastIndexOf("/java/") + "/java/".length())
        .replaceFirst("\\.java$", "")
        .replace('/', '.');
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> javaBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
