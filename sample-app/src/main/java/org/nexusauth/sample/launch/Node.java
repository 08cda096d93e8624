package org.nexusauth.sample.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One of several servers, in a process of its own that ends with this one.
 *
 * @param number counted from 1
 * @param address where it listens
 * @param process its process
 * @param up done once it answers, or has ended before
 */
record Node(int number, Address address, Process process, CompletableFuture<Boolean> up) {

  /** Set in a node's process. */
  static final String PROPERTY = "nexus.sample.node";

  private static final String UP = "up";

  /** Starts the launcher's jar once more, with this JVM's own arguments. */
  static Node start(int number, Address address, Path data, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(
        List.of("-D" + PROPERTY + "=" + number, "-jar", SampleServer.findJar().toString()));
    command.addAll(List.of("--port", String.valueOf(address.port())));
    command.addAll(List.of("--host", address.ip().getHostAddress(), "--data", data.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    try {
      return of(number, address, builder.start());
    } catch (IOException e) {
      throw LaunchException.of("A process of Java cannot be started: " + e.getMessage());
    }
  }

  private static Node of(int number, Address address, Process process) {
    Node node = new Node(number, address, process, new CompletableFuture<>());
    node.forwardLines(process.getInputStream(), System.out);
    node.forwardLines(process.getErrorStream(), System.err);
    return node;
  }

  /**
   * In a node's process: reports to the launcher that it answers, and ends when the launcher does.
   */
  static void reportUp() {
    System.out.println(UP);
    Thread watch = new Thread(Node::endWithTheLauncher, "nexus-sample-launcher-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void endWithTheLauncher() {
    try {
      while (System.in.read() >= 0) {
        // The launcher writes nothing: this ends when its end of the pipe is closed.
      }
    } catch (IOException e) {
      // The same.
    }
    System.exit(1);
  }

  private void forwardLines(InputStream from, PrintStream to) {
    Thread thread = new Thread(() -> copyLines(from, to), "nexus-sample-node-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  private void copyLines(InputStream from, PrintStream to) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(from, Charset.defaultCharset()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.equals(UP)) {
          up.complete(true);
        } else {
          to.println("node " + number + " | " + line);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // It ended in the middle of a line.
    }
    up.complete(false); // Where it never was.
  }
}
