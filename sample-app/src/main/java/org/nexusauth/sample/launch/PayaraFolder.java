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
import java.util.stream.Stream;

/**
 * The folder in which Payara Micro unpacks itself. Payara removes it when the JVM ends, and now and
 * then fails, since other threads of it still write there.
 *
 * @param path the folder
 * @param error where a failure is reported
 */
record PayaraFolder(Path path, PrintStream error) {
  private static final String PROPERTY = "com.sun.aas.installRoot";
  private static final int ATTEMPTS = 30;
  private static final long INTERVAL_MILLIS = 100;

  /** Has what Payara leaves of its folder removed when the JVM ends. */
  static void removeAtExit() {
    String root = System.getProperty(PROPERTY);
    if (root != null) {
      PayaraFolder folder = new PayaraFolder(Path.of(root), System.err);
      Runtime.getRuntime().addShutdownHook(new Thread(folder::awaitRemoval, "nexus-sample-folder"));
    }
  }

  /** Waits until Payara has removed the folder; removes it when it has not within three seconds. */
  private void awaitRemoval() {
    // Payara's last line, that it has stopped, goes to a handler that is created while it ends.
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try {
      for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
        Thread.sleep(INTERVAL_MILLIS);
      }
      removeTree();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeTree() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      error.println("Remove " + path + " by hand: " + e.getClass().getSimpleName());
    }
  }
}
