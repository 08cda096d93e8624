package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.status.RevocationStore;
import org.nexusauth.status.RevocationWriter;

/** The store that the documentation shows, compiled from its text. */
final class DocsStoreTckTest extends RevocationStoreTck {
  private static final Path PAGE = Path.of("..", "docs", "revocation.md");
  private static final Pattern STORE =
      Pattern.compile("```java\\n(public class TableStore .*?)```", Pattern.DOTALL);

  private static final String IMPORTS =
      "import java.time.*; import java.util.*; import org.nexusauth.status.*;\n";

  @TempDir static Path folder;
  private static URLClassLoader loader;
  private static Class<?> type;
  private final Object store = create();

  @BeforeAll
  static void compile() throws Exception {
    Matcher found = STORE.matcher(Files.readString(PAGE));
    assertThat(found.find()).isTrue();
    Path source = folder.resolve("TableStore.java");
    Files.writeString(source, IMPORTS + found.group(1));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()))
        .isZero();
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    type = loader.loadClass("TableStore");
  }

  @AfterAll
  static void unload() throws Exception {
    loader.close();
  }

  private Object create() {
    try {
      return type.getConstructor(Clock.class).newInstance(clock);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected RevocationStore store() {
    return (RevocationStore) store;
  }

  @Override
  protected RevocationWriter writer() {
    return (RevocationWriter) store;
  }
}
