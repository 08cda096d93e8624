package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** A class that the documentation shows, compiled from its text. */
final class DocumentedClass implements AutoCloseable {
  private static final Path PAGE = Path.of("..", "docs", "writing-a-store.md");
  private static final int MOST_LINES = 30;

  private final URLClassLoader loader;
  private final String name;

  private DocumentedClass(URLClassLoader loader, String name) {
    this.loader = loader;
    this.name = name;
  }

  /** Compiles it into a folder. */
  static DocumentedClass compile(String name, Path folder) throws IOException {
    Matcher found =
        Pattern.compile(
                "```java\\n((?:import [^\\n]+\\n|\\n)*)(public class " + name + " .*?)```",
                Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(found.find()).isTrue();
    assertThat(found.group(2).lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    Path source = folder.resolve(name + ".java");
    Files.writeString(source, found.group(1) + found.group(2));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()))
        .isZero();
    return new DocumentedClass(new URLClassLoader(new URL[] {folder.toUri().toURL()}), name);
  }

  Class<?> type() throws ClassNotFoundException {
    return loader.loadClass(name);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
