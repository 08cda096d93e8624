package org.nexusauth.sample.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The launcher's jar, started as the README says, in the folder that the README says. */
public final class SampleProcess implements AutoCloseable {

  /** The machine may be busy; alone on it, the sample is up after 6 s. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path scratch;
  private final int port;
  private final Process process;

  private SampleProcess(Path scratch, int port, Process process) {
    this.scratch = scratch;
    this.port = port;
    this.process = process;
  }

  /** Starts on a free port; everything that it writes goes to the scratch folder. */
  public static SampleProcess start(Path scratch) {
    return start(scratch, freePort());
  }

  /** Starts on this port, which may be taken. */
  public static SampleProcess start(Path scratch, int port, String... more) {
    return start(scratch, port, Map.of(), more);
  }

  /** Starts on this port with more of an environment. */
  public static SampleProcess start(
      Path scratch, int port, Map<String, String> environment, String... more) {
    try {
      Path temporary = Files.createDirectories(scratch.resolve("tmp"));
      List<String> command = new ArrayList<>();
      command.addAll(listeningToInterrupts());
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-XX:TieredStopAtLevel=1"));
      command.addAll(List.of("-XX:+UseSerialGC", "-jar", jar().toString()));
      command.addAll(List.of("--port", String.valueOf(port), "--data", data(scratch).toString()));
      command.addAll(List.of(more));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(scratch.resolve("out").toFile())
              .redirectError(scratch.resolve("err").toFile());
      // Tests send more with one key than people do; those of the limits set their own.
      builder.environment().put("NEXUS_AUTH_LIMIT_DEFAULT", "1000000/minute");
      builder
          .environment()
          .put("NEXUS_AUTH_LIMIT_PLANS", "development=10/minute+100/hour,sprint=2/PT3S");
      builder.environment().putAll(environment);
      Process process = builder.start();
      return new SampleProcess(scratch, port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the greeting. */
  public SampleProcess awaitUp() {
    Awaitility.await("the sample is up")
        .atMost(PATIENCE)
        .failFast(() -> assertThat(process.isAlive()).as("it ended: %s", error()).isTrue())
        .until(() -> output().contains("Stop with Ctrl-C."));
    return this;
  }

  /** Waits for the end, which must come by itself. */
  public int awaitExit() {
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError("still running; said: " + error());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Ctrl-C. */
  public void interrupt() {
    signal("INT", process.pid());
  }

  /** Stops it, so that it answers nobody, or lets it go on. */
  public void freeze(boolean still) {
    signal(still ? "STOP" : "CONT", process.pid());
    if (still) {
      Awaitility.await().until(() -> isStopped(process.pid()));
    }
  }

  /**
   * On a busy machine a thread may run for a moment still; where there is no /proc, that is not
   * seen.
   */
  private static boolean isStopped(long pid) throws IOException {
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    if (!Files.isDirectory(tasks)) {
      return true;
    }
    try (Stream<Path> threads = Files.list(tasks)) {
      return threads.allMatch(SampleProcess::isThreadStopped);
    }
  }

  private static boolean isThreadStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return true; // It has ended.
    }
  }

  /** The nodes, where it started several, in their order. */
  public List<ProcessHandle> nodes() {
    return output()
        .lines()
        .filter(line -> line.startsWith("  node "))
        .map(line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
        .map(pid -> ProcessHandle.of(pid).orElseThrow())
        .toList();
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** A file of the data folder. */
  public Path data(String name) {
    return data(scratch).resolve(name);
  }

  /** A demo key. */
  public String key(String name) {
    return read(data(name)).strip();
  }

  /** What it wrote to standard output so far. */
  public String output() {
    return read(scratch.resolve("out"));
  }

  /** What it wrote to standard error so far: the log. */
  public String error() {
    return read(scratch.resolve("err"));
  }

  /** What it left in the folder for temporary files. */
  public List<Path> leftovers() {
    try (Stream<Path> files = Files.list(scratch.resolve("tmp"))) {
      return files.filter(file -> !file.getFileName().toString().startsWith("hsperf")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it, where it still runs, and removes what it then could not. */
  @Override
  public void close() {
    List<ProcessHandle> nodes = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    nodes.forEach(node -> node.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    leftovers().forEach(SampleProcess::remove);
  }

  private static void remove(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path data(Path scratch) {
    return scratch.resolve("data");
  }

  private static Path jar() {
    return Path.of(System.getProperty("sample.jar"));
  }

  /** Whoever starts Maven in the background has SIGINT ignored, and children inherit that. */
  private static List<String> listeningToInterrupts() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    return linux ? List.of("env", "--default-signal=INT") : List.of();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A free port with a free one after it. */
  public static int twoFreePorts() {
    for (int i = 0; i < 100; i++) {
      int port = freePort();
      try (ServerSocket next = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
        return next.getLocalPort() - 1;
      } catch (IOException | IllegalArgumentException e) {
        // Taken, or there is none.
      }
    }
    throw new AssertionError("no two free ports");
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
