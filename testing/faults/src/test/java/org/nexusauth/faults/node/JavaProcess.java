package org.nexusauth.faults.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes of this class path. */
public final class JavaProcess {
  private JavaProcess() {}

  /** Starts a main class; what it says to the standard error goes into a file. */
  public static Process start(Path log, Class<?> main, String... arguments) throws IOException {
    return start(List.of(), log, main, arguments);
  }

  /** Starts one with options of its JVM. */
  public static Process start(List<String> options, Path log, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }
}
