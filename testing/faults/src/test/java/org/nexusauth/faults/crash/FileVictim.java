package org.nexusauth.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.nexusauth.faults.node.JavaProcess;

/** A node with its own H2 file, which nothing closes from the first kill to the last. */
final class FileVictim implements Victim {
  private final Path folder;
  private int lives;

  FileVictim(Path folder) {
    this.folder = folder;
  }

  @Override
  public void liveAndDie(ProcessLifetime lifetime, Acknowledged acknowledged) throws Exception {
    Path log = folder.resolve("node.log");
    Process process =
        JavaProcess.start(
            log,
            AgingMain.class,
            url(),
            "key_" + lives++ + "_",
            String.valueOf(lifetime.age()),
            String.valueOf(lifetime.pause()));
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).as(() -> read(log)).isEqualTo("open");
      // Not by the process itself, which would close its streams.
      CompletableFuture.delayedExecutor(lifetime.age(), TimeUnit.MILLISECONDS)
          .execute(() -> process.toHandle().destroyForcibly());
      output.lines().filter(line -> line.startsWith("key_")).forEach(acknowledged::add);
    } finally {
      process.toHandle().destroyForcibly();
    }
    process.waitFor();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> settings() {
    return RevokingMain.settings(url());
  }

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("keys").toAbsolutePath();
  }

  @Override
  public void close() {}
}
