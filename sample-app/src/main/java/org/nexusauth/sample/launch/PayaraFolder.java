package org.nexusauth.sample.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which Payara Micro unpacks itself. Payara removes it when the JVM ends, and now and
 * then fails, since other threads of it still write there; while it starts, it removes nothing.
 */
final class PayaraFolder {
  private static final String PROPERTY = "com.sun.aas.installRoot";
  private static final int ATTEMPTS = 30;
  private static final long INTERVAL_MILLIS = 100;

  private final AtomicBoolean started = new AtomicBoolean();
  private final PrintStream error = System.err;

  /** A folder that the operator has named is not removed. */
  private final @Nullable String givenRoot = System.getProperty(PROPERTY);

  private PayaraFolder() {}

  /** Has the folder removed when the JVM ends, also if it ends while Payara starts. */
  static PayaraFolder removedAtExit() {
    PayaraFolder folder = new PayaraFolder();
    Runtime.getRuntime().addShutdownHook(new Thread(folder::remove, "nexus-sample-folder"));
    return folder;
  }

  /** Leaves the folder to Payara for up to three seconds, from now on. */
  void leaveToPayara() {
    started.set(true);
  }

  private void remove() {
    // Payara's last line, that it has stopped, goes to a handler that is created while it ends.
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    String root = System.getProperty(PROPERTY);
    if (root == null || root.equals(givenRoot)) {
      return;
    }
    try {
      removeWithRetries(Path.of(root));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A start that goes on while the JVM ends writes other files: a removal may have to be repeated.
   */
  private void removeWithRetries(Path path) throws InterruptedException {
    Optional<String> problem = Optional.empty();
    for (int attempt = 1; attempt <= ATTEMPTS && Files.exists(path); attempt++) {
      if (!started.get() || attempt == ATTEMPTS) {
        problem = removeTree(path);
      }
      Thread.sleep(INTERVAL_MILLIS);
    }
    if (Files.exists(path)) {
      error.println("Remove " + path + " by hand: " + problem.orElse("it was written again"));
    }
  }

  /** Returns what failed; empty if nothing did. */
  private static Optional<String> removeTree(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
      return Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.of(e.getClass().getSimpleName());
    }
  }
}
