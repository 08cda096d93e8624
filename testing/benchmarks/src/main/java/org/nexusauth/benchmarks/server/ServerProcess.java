package org.nexusauth.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, with the same heap for each. */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String stats;

  private ServerProcess(Process process, int port, String stats) {
    this.process = process;
    this.port = port;
    this.stats = stats;
  }

  /**
   * Starts Tomcat.
   *
   * @param guard what guards its guarded path
   * @param folder where the keys' file lies
   * @param keys how many keys that file has
   * @param properties system properties, each as {@code -Dname=value}
   */
  public static ServerProcess tomcat(Guard guard, Path folder, int keys, List<String> properties)
      throws IOException {
    List<String> command = java(properties);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            TomcatServer.class.getName(),
            guard.name(),
            folder.toString(),
            Integer.toString(keys)));
    return start(command, "/stats");
  }

  static List<String> java(List<String> properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
    command.addAll(properties);
    return command;
  }

  private static ServerProcess start(List<String> command, String stats) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("PORT ")) {
        return new ServerProcess(process, Integer.parseInt(line.substring(5)), stats);
      }
    }
    throw new IOException("the server ended: " + command.get(command.size() - 3));
  }

  /** Starts a server that prints nothing, and sends requests until it answers. */
  static ServerProcess awaited(List<String> command, int port, String stats) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ServerProcess server = new ServerProcess(process, port, stats);
    while (!server.isAnswering()) {
      if (!process.isAlive()) {
        throw new IOException("the server ended: " + String.join(" ", command));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    return server;
  }

  private boolean isAnswering() {
    try {
      return usage(false).cpuNanos() > 0;
    } catch (IOException | InterruptedException | RuntimeException e) {
      return false; // not yet: no port, no application, or another's page
    }
  }

  /** Returns the port on the loopback address. */
  public int port() {
    return port;
  }

  /**
   * Reads from the process what it has used.
   *
   * @param collected whether garbage is collected before
   */
  public ProcessUsage usage(boolean collected) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + stats + (collected ? "?gc" : ""));
    return ProcessUsage.parse(
        client
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body());
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
