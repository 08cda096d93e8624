package org.nexusauth.faults.limit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nexusauth.faults.engine.Signals;
import org.nexusauth.faults.node.JavaProcess;
import org.nexusauth.faults.node.SettingsFile;

/** A {@link LimitNodeMain} in a process of its own, as the test sees it. */
final class LimitNode implements AutoCloseable {
  private final Process process;
  private final Path folder;
  private final BufferedReader output;
  private final BufferedWriter input;
  private int running;

  private LimitNode(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts one; {@link #awaitReady} waits for it. */
  static LimitNode start(Map<String, String> settings, Path keys, Duration ahead, Path folder)
      throws IOException {
    Path file = SettingsFile.write(settings, folder);
    Process process =
        JavaProcess.start(
            List.of("-Xms16m", "-Xss256k"),
            folder.resolve("log.txt"),
            LimitNodeMain.class,
            file.toString(),
            keys.toString(),
            folder.resolve("decisions.txt").toString(),
            String.valueOf(ahead.toMillis()));
    return new LimitNode(process, folder);
  }

  void awaitReady() throws IOException {
    awaitLine(LimitNodeMain.READY);
  }

  void startLoad(LimitLoad load) throws IOException {
    input.write(load.toLine());
    input.newLine();
    input.flush();
    running++;
  }

  /** Waits for the end of all loads. */
  void awaitDone() throws IOException {
    while (running > 0) {
      awaitLine(LimitNodeMain.DONE);
      running--;
    }
  }

  private void awaitLine(String expected) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(expected)) {
        return;
      }
    }
    throw new IOException("the node ended: " + Files.readString(folder.resolve("log.txt")));
  }

  /** Stops it: it neither decides nor ends. */
  void pause() {
    Signals.stop(Stream.of(process.toHandle()));
  }

  void resume() {
    Signals.resume(Stream.of(process.toHandle()));
  }

  void kill() {
    process.destroyForcibly().onExit().join();
    running = 0;
  }

  List<LoggedDecision> decisions() throws IOException {
    return LoggedDecision.read(folder.resolve("decisions.txt"));
  }

  /** Returns how often it has said that the store does not answer. */
  long countOutages() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("log.txt"))) {
      return lines.filter(line -> line.contains("NEXUS-1080")).count();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
